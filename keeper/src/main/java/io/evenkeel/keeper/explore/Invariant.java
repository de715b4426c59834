package io.evenkeel.keeper.explore;

/** What must hold in every schedule. */
public enum Invariant {
    AT_MOST_ONE_EFFECT("an intent has at most one effect"),
    NO_EFFECT_WITHOUT_RECORD("no effect without a journal record that survives a power cut"),
    NO_UNKNOWN_BYTES("no bytes outside that the journal would not know after a power cut"),
    ONE_PAYLOAD_PER_NONCE(
            "no two payloads for a nonce but a declared replacement or displacement that pays 10 % more in both parts"),
    DISPLACED_STAYS_SILENT("what was displaced is never sent again"),
    ONE_NONCE_PER_INTENT("no intent is sent under two nonces"),
    NO_GAP("no nonce of ours leaves a gap before it"),
    NOTHING_FORGOTTEN("nothing unresolved is forgotten"),
    BOOKS_AGREE("journal and chain agree at the end"),
    EVENTUALLY_SETTLED("everything is settled some blocks after the faults stop"),
    ONE_KEEPER("two keepers never work on one journal"),
    NO_EXCEPTION("nothing of it ends in an exception");

    private final String sentence;

    Invariant(String sentence) {
        this.sentence = sentence;
    }

    public String sentence() {
        return sentence;
    }
}
