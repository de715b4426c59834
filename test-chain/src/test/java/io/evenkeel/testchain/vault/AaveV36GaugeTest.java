package io.evenkeel.testchain.vault;

import io.evenkeel.testchain.junit.ForkedChainTest;

@ForkedChainTest(with = "aave-v3-6")
class AaveV36GaugeTest extends AaveGaugeStories {
    AaveV36GaugeTest() {
        super("aaveV36", "aave-v3-6");
    }

    /** An asset may be collateral in a category, lent in it, or both: here one is the one and the other the other. */
    @Override
    void openEMode(Configurator configurator, Object weth, Object usdc) {
        configurator.call("setEModeCategory(uint8,uint16,uint16,uint16,string)", CATEGORY, 9000, 9300, 10_100, "close");
        configurator.call("setAssetCollateralInEMode(address,uint8,bool)", usdc, CATEGORY, true);
        configurator.call("setAssetBorrowableInEMode(address,uint8,bool)", weth, CATEGORY, true);
    }
}
