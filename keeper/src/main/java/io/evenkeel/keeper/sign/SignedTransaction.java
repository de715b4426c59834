package io.evenkeel.keeper.sign;

import io.evenkeel.chain.TxHash;

/** Bytes ready for the network, and the name they will have there. A retry sends exactly these again. */
public record SignedTransaction(byte[] raw, TxHash hash) {}
