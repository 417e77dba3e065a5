/** What a link may lead to: public names and addresses that nobody mistakes for others. */
@NullMarked
package dev.linnet.targets;

import org.jspecify.annotations.NullMarked;
