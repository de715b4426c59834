package io.evenkeel.plan;

/** How the policy on chain is asked to judge the execution; see its Mode. */
public enum PlanKind {
    /** Ends inside the policy's band, or strictly reduces |net delta − target|. */
    ROUTINE,
    /** Top up, cancel, de-lever, leave a quarantined venue. */
    DE_RISK
}
