package io.github.imagejdiffusion.batch.inputs;

import java.nio.file.Path;
import java.util.List;

/**
 * What the INPUT arguments lead to.
 *
 * @param items sorted by path, with names that depend on the whole list only
 * @param problems one line for each folder that gave nothing
 * @param ownResults files named outright that are results of an earlier run, and were left out
 */
public record FoundInputs(List<InputItem> items, List<String> problems, List<Path> ownResults) {

    public FoundInputs {
        items = List.copyOf(items);
        problems = List.copyOf(problems);
        ownResults = List.copyOf(ownResults);
    }

    /**
     * The part of one shard. Problems are everybody's, and told by the first shard alone: so all shards together say
     * and count what one run over everything does.
     */
    public FoundInputs of(Shard shard) {
        boolean first = shard.index() == 1;
        return new FoundInputs(shard.of(items), first ? problems : List.of(), first ? ownResults : List.of());
    }
}
