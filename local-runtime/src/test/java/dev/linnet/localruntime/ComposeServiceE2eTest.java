package dev.linnet.localruntime;

import org.junit.jupiter.api.Tag;

/** All that the service promises, through Nginx, on servers in containers. */
@Tag("compose")
class ComposeServiceE2eTest extends ServiceE2eTest {}
