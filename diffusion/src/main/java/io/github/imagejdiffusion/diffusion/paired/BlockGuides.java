package io.github.imagejdiffusion.diffusion.paired;

import io.github.imagejdiffusion.diffusion.block.Block;
import io.github.imagejdiffusion.diffusion.guide.Guides;

/** The guides of each block. Samples are on the network's scale and cover the block's region. */
@FunctionalInterface
public interface BlockGuides {

    /** For one block; asked for again for each batch of its runs. */
    Guides of(Block block);

    /** No corrections. */
    static BlockGuides none() {
        return block -> Guides.none();
    }
}
