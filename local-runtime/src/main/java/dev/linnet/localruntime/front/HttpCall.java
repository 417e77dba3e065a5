package dev.linnet.localruntime.front;

import java.util.List;
import java.util.Map;

/**
 * A request as it came in over HTTP.
 *
 * @param path as on the wire, still encoded, without the query
 * @param query as on the wire, without the question mark; empty where there is none
 * @param headers names in lower case, each with all its values, in order
 * @param host the name in the Host header, without the port
 * @param port that the client called
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record HttpCall(
    String method,
    String path,
    String query,
    String protocol,
    Map<String, List<String>> headers,
    String host,
    int port,
    String clientAddress,
    byte[] body) {}
