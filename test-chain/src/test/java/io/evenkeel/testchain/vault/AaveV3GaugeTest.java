package io.evenkeel.testchain.vault;

import io.evenkeel.chain.Address;
import io.evenkeel.testchain.junit.ForkedChainTest;

@ForkedChainTest
class AaveV3GaugeTest extends AaveGaugeStories {
    AaveV3GaugeTest() {
        super("aaveV3", "aave-v3");
    }

    /** An asset is in one category; whoever is in it may borrow nothing else. */
    @Override
    void openEMode(Configurator configurator, Object weth, Object usdc) {
        configurator.call(
                "setEModeCategory(uint8,uint16,uint16,uint16,address,string)",
                CATEGORY,
                9000,
                9300,
                10_100,
                Views.abi(Address.ZERO),
                "close");
        configurator.call("setAssetEModeCategory(address,uint8)", usdc, CATEGORY);
        configurator.call("setAssetEModeCategory(address,uint8)", weth, CATEGORY);
    }
}
