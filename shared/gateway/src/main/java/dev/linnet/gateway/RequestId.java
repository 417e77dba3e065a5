package dev.linnet.gateway;

/** Names one request in replies and logs. */
final class RequestId {
  static final String HEADER = "X-Request-Id";
  static final int MAX_LENGTH = 128;

  private RequestId() {}

  /**
   * 1 to 128 characters of {@code A-Z a-z 0-9 - _ . =}; API Gateway's own ids end with {@code =}.
   */
  static boolean isValid(String id) {
    if (id.isEmpty() || id.length() > MAX_LENGTH) {
      return false;
    }
    for (int i = 0; i < id.length(); i++) {
      if (!isAllowed(id.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isAllowed(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '_'
        || c == '.'
        || c == '=';
  }
}
