package dev.linnet.localruntime;

import org.junit.jupiter.api.Tag;

/** All that the service promises, of a Linnet that was deployed behind Nginx: see ansible/test. */
@Tag("deployed")
class DeployedServiceE2eTest extends ServiceE2eTest {}
