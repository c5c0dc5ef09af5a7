/* Replies as responses of libmicrohttpd. */
#ifndef SEARCHD_RESPONSE_H
#define SEARCHD_RESPONSE_H

#include <microhttpd.h>

#include "responder.h"

/* Queue the reply on its connection and empty it. MHD_NO closes the connection. */
enum MHD_Result response_queue(struct MHD_Connection *con, const service *s, reply *r);

#endif
