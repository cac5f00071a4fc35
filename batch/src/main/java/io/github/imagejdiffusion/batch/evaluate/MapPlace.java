package io.github.imagejdiffusion.batch.evaluate;

import io.github.imagejdiffusion.batch.evaluate.metric.FloatMap;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a map is.
 *
 * @param file    that is the map, or holds it
 * @param channel of the file, by name; empty if the file is the map
 */
record MapPlace(Path file, Optional<String> channel) {

    static MapPlace ofFile(Path file) {
        return new MapPlace(file, Optional.empty());
    }

    /** @return empty if the file holds no such channel */
    Optional<Planes<FloatMap>> open(MapReader reader) throws IOException {
        return channel.isPresent() ? reader.openChannel(file, channel.get()) : Optional.of(reader.openMap(file));
    }

    /** For messages about the whole file. */
    String inWords() {
        return (channel.isPresent() ? "maps of " : "map ") + file;
    }

    /** For messages. */
    @Override
    public String toString() {
        return channel.map(name -> "'" + name + "' of " + file).orElse(file.toString());
    }
}
