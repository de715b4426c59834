// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

interface ISynth {
    function issue(address account, uint256 amount) external;
}

/// @title A double of all of Synthetix that is not PerpsV2, for the test chain only
/// @notice Stands in the address resolver for the issuer, the debt cache and whatever else the real contracts want to
/// find there. Whatever it is asked it answers with nothing, and it issues sUSD to whoever wants some, as the test
/// chain's USDC can be minted by anybody.
contract SynthetixDouble {
    function issue(ISynth synth, address account, uint256 amount) external {
        synth.issue(account, amount);
    }

    fallback() external {
        assembly ("memory-safe") {
            mstore(0, 0)
            return(0, 32)
        }
    }
}
