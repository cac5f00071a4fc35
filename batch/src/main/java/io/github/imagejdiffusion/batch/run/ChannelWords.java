package io.github.imagejdiffusion.batch.run;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What is said of the channels of an image, in one line. Stateless. */
public final class ChannelWords {

    private ChannelWords() {}

    /**
     * Once where all channels have it in common, else with the channels that it is said of.
     *
     * @param channels from 0
     * @param words of each; empty where there is nothing to say
     */
    public static String joined(List<Integer> channels, List<String> words) {
        Map<String, String> said = new LinkedHashMap<>();
        for (int i = 0; i < words.size(); i++) {
            said.merge(words.get(i), Integer.toString(channels.get(i) + 1), (a, b) -> a + ", " + b);
        }
        if (said.size() == 1) {
            return words.get(0);
        }
        return said.entrySet().stream()
                .filter(e -> !e.getKey().isEmpty())
                .map(e -> "channel " + e.getValue() + ": " + e.getKey())
                .collect(Collectors.joining("; "));
    }
}
