package io.evenkeel.testchain.fault;

import java.util.List;

/** Says what happens to the next exchange. Asked by several threads. */
@FunctionalInterface
public interface FaultSource {
    /** Everything goes through. */
    FaultSource CALM = methods -> Fault.NONE;

    /** @param methods what is asked, more than one for a batch */
    Fault next(List<String> methods);
}
