package io.evenkeel.market.position;

import io.evenkeel.units.TokenAmount;
import java.util.List;

/**
 * Shares of an ERC-4626 vault, looked through to what the vault holds.
 *
 * @param shares held by us
 * @param vault whose they are
 */
public record VaultShares(String name, TokenAmount shares, Vault vault) implements Position {
    /**
     * A vault as its own owner sees it.
     *
     * @param totalShares all there are, ours included; positive
     * @param holdings all it holds and owes, which may be shares of further vaults
     */
    public record Vault(TokenAmount totalShares, List<Position> holdings) {
        public Vault {
            if (totalShares.isZero()) {
                throw new IllegalArgumentException("a vault of no shares belongs to nobody");
            }
            holdings = List.copyOf(holdings);
        }
    }

    public VaultShares {
        if (shares.compareTo(vault.totalShares()) > 0) {
            throw new IllegalArgumentException(
                    name + ": more shares than there are, " + shares + " of " + vault.totalShares());
        }
    }

    /** The part of the vault that is ours, 0 to 1. */
    public double fraction() {
        return shares.units().doubleValue() / vault.totalShares().units().doubleValue();
    }
}
