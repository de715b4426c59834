package io.evenkeel.testchain.fault;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a node said its newest block was, so that it can be said again when it is long not the newest. */
final class OldHeads {
    private static final int REMEMBERED = 6;
    private static final Pattern ID = Pattern.compile("\"id\"\\s*:\\s*(\\d+)");

    private final Deque<String> answers = new ArrayDeque<>();

    static boolean isAbout(String request) {
        return request.contains("\"eth_getBlockByNumber\"") && request.contains("\"latest\"");
    }

    synchronized void remember(String answer) {
        if (answer.contains("\"result\"")) {
            answers.addLast(answer);
            if (answers.size() > REMEMBERED) {
                answers.removeFirst();
            }
        }
    }

    /** The oldest remembered, under the id of this request; what is true when none is remembered. */
    synchronized String instead(String request, String truth) {
        Matcher id = ID.matcher(request);
        if (answers.isEmpty() || !id.find()) {
            return truth;
        }
        return ID.matcher(answers.getFirst()).replaceFirst("\"id\":" + id.group(1));
    }
}
