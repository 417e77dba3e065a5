package dev.linnet.localruntime.runtime;

import dev.linnet.topology.LambdaFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A function's names as AWS writes them. */
final class FunctionName {
  private static final String PREFIX = "linnet-";
  private static final String ARN = "arn:aws:lambda:us-east-1:000000000000:function:";

  /** A name, a partial or a whole ARN, each with or without a version. */
  private static final Pattern REFERENCE =
      Pattern.compile(
          "(?:(?:arn:[a-z-]+:lambda:[a-z0-9-]+:)?[0-9]{12}:function:)?([A-Za-z0-9_-]+)(?::(\\$LATEST))?");

  private FunctionName() {}

  static String of(LambdaFunction function) {
    return PREFIX + function.name();
  }

  static String arn(LambdaFunction function) {
    return arn(of(function));
  }

  static String arn(String name) {
    return ARN + name;
  }

  /** The name within a reference, as far as we can tell. */
  static String in(String reference) {
    Matcher matcher = REFERENCE.matcher(reference);
    return matcher.matches() ? matcher.group(1) : reference;
  }
}
