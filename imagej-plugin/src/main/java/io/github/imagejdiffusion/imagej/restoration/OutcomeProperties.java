package io.github.imagejdiffusion.imagej.restoration;

import io.github.imagejdiffusion.imagej.result.ProvenanceProperties;
import java.util.LinkedHashMap;
import java.util.Map;

/** What came out of a restoration, as image properties. */
final class OutcomeProperties {

    private OutcomeProperties() {}

    /** @param provenance what made it, which comes first */
    static Map<String, String> of(RestoredPlanes planes, Map<String, String> provenance) {
        Map<String, String> properties = new LinkedHashMap<>(provenance);
        properties.put(ProvenanceProperties.PREFIX + "verdict", planes.verdict());
        for (int i = 0; i < planes.checks().size(); i++) {
            ChannelCheck check = planes.checks().get(i);
            int channel = planes.chosen().channels().get(i) + 1;
            String prefix = ProvenanceProperties.PREFIX + "channel." + channel + ".";
            add(properties, prefix, check.record());
            properties.put(prefix + "verdict", check.verdict());
        }
        return properties;
    }

    /** Records in records get names with dots. */
    private static void add(Map<String, String> properties, String prefix, Map<?, ?> record) {
        record.forEach((key, value) -> {
            if (value instanceof Map<?, ?> inner) {
                add(properties, prefix + key + ".", inner);
            } else {
                properties.put(prefix + key, value.toString());
            }
        });
    }
}
