package io.github.imagejdiffusion.batch.inputs;

import java.nio.file.Path;

/**
 * One input file.
 *
 * @param file as the user gave it, or found in a folder
 * @param outputFolder where its results go
 * @param stem what its results' names begin with; no other input of the same folder has it
 */
public record InputItem(Path file, Path outputFolder, String stem) {

    /**
     * What the results of one image of the file begin with.
     *
     * @param index of the image, from 0
     * @param count images in the file; with one, it needs no number
     */
    public String stemOfImage(int index, int count) {
        return count > 1 ? stem + "_s" + (index + 1) : stem;
    }
}
