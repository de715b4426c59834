package io.evenkeel.testchain.vault;

import io.evenkeel.testchain.junit.ForkedChainTest;

@ForkedChainTest(with = "aave-v3-6")
class AaveV36GaugeTest extends AaveGaugeStories {
    AaveV36GaugeTest() {
        super("aaveV36", "aave-v3-6");
    }
}
