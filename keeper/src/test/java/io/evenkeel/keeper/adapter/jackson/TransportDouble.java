package io.evenkeel.keeper.adapter.jackson;

import io.evenkeel.keeper.rpc.RpcTransport;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Stands for a line to a node: hands the ids of each request to whoever plays the node, and keeps what was asked. */
final class TransportDouble implements RpcTransport {
    private static final Pattern ID = Pattern.compile("\"id\":(\\d+)");

    private final Function<List<Long>, TransportOutcome> node;
    final List<String> asked = new ArrayList<>();

    TransportDouble(Function<List<Long>, TransportOutcome> node) {
        this.node = node;
    }

    static TransportOutcome says(int status, String body) {
        return new TransportOutcome.Answered(status, body.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String name() {
        return "double:1";
    }

    @Override
    public TransportOutcome post(byte[] body) {
        String question = new String(body, StandardCharsets.UTF_8);
        asked.add(question);
        List<Long> ids = new ArrayList<>();
        Matcher found = ID.matcher(question);
        while (found.find()) {
            ids.add(Long.parseLong(found.group(1)));
        }
        return node.apply(ids);
    }

    @Override
    public void close() {}
}
