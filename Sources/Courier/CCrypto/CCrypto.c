#include "CCrypto.h"

#include <openssl/evp.h>

bool ccrypto_sha256(const uint8_t *bytes, size_t count, uint8_t *digest) {
    return EVP_Digest(bytes, count, digest, NULL, EVP_sha256(), NULL) == 1;
}

bool ccrypto_blake2b(const uint8_t *bytes, size_t count, uint8_t *digest) {
    return EVP_Digest(bytes, count, digest, NULL, EVP_blake2b512(), NULL) == 1;
}

bool ccrypto_verify_ed25519(
    const uint8_t *key, const uint8_t *signature, const uint8_t *bytes, size_t count) {
    EVP_PKEY *owner = EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, NULL, key, 32);
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    bool holds = owner != NULL && context != NULL
        && EVP_DigestVerifyInit(context, NULL, NULL, NULL, owner) == 1
        && EVP_DigestVerify(context, signature, 64, bytes, count) == 1;
    EVP_MD_CTX_free(context);
    EVP_PKEY_free(owner);
    return holds;
}
