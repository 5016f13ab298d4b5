#ifndef PORTAAL_CEMPTYICUDATA_H
#define PORTAAL_CEMPTYICUDATA_H

// Nothing to call: that it is linked is all.

#endif
