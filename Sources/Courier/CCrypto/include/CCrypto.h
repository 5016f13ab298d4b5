#ifndef CCRYPTO_H
#define CCRYPTO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// What the reading and writing of editions needs of OpenSSL's libcrypto. Each returns false where
// OpenSSL fails, and then `digest` holds nothing of use.

/// SHA-256 (FIPS 180-4); `digest` has room for 32 bytes.
bool ccrypto_sha256(const uint8_t *bytes, size_t count, uint8_t *digest);

/// BLAKE2b with 64 bytes of digest (RFC 7693).
bool ccrypto_blake2b(const uint8_t *bytes, size_t count, uint8_t *digest);

/// Whether `signature`, 64 bytes, is that of the owner of `key`, 32 bytes, under `bytes`: Ed25519
/// (RFC 8032).
bool ccrypto_verify_ed25519(
    const uint8_t *key, const uint8_t *signature, const uint8_t *bytes, size_t count);

#endif
