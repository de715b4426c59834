package io.evenkeel.testchain.venue;

import io.evenkeel.chain.Address;
import io.evenkeel.oracles.adapter.headlong.AbiFunction;
import io.evenkeel.oracles.adapter.headlong.AbiRecord;
import io.evenkeel.oracles.adapter.headlong.ContractAbi;
import io.evenkeel.testchain.BlockProducer;
import io.evenkeel.testchain.ForkedChain;
import io.evenkeel.testchain.vault.DeployedVault;
import io.evenkeel.testchain.vault.VaultDeployment;

/** The same with our gauges, which read that account. */
final class Bench extends Hand {
    private static final Address NOBODY = Address.of("0x00000000000000000000000000000000000a11ce");

    final DeployedVault.Gauges gauges;

    Bench(ForkedChain chain) {
        super(chain, new BlockProducer(chain.rpc()));
        gauges = VaultDeployment.deploy(chain, blocks, NOBODY, NOBODY).gauges();
    }

    /** What a gauge reads of the trader now. */
    AbiRecord state(String gaugeName, Address gauge) {
        AbiFunction state = ContractAbi.load("evenkeel", gaugeName).function("state");
        return state.decodeReturn(chain.rpc().call(gauge, state.encode(trader.from())))
                .record("read");
    }
}
