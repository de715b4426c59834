package io.evenkeel.keeper.trigger;

import io.evenkeel.chain.Address;
import java.util.List;

/** Events of these contracts with one of these first topics. */
public record LogFilter(List<Address> addresses, List<String> firstTopics) {
    public LogFilter {
        addresses = List.copyOf(addresses);
        firstTopics = List.copyOf(firstTopics);
    }
}
