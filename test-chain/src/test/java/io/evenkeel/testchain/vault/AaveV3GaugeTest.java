package io.evenkeel.testchain.vault;

import io.evenkeel.testchain.junit.ForkedChainTest;

@ForkedChainTest
class AaveV3GaugeTest extends AaveGaugeStories {
    AaveV3GaugeTest() {
        super("aaveV3", "aave-v3");
    }
}
