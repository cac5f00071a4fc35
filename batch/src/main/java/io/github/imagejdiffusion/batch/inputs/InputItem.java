package io.github.imagejdiffusion.batch.inputs;

import java.nio.file.Path;

/**
 * One input file.
 *
 * @param file as the user gave it, or found in a folder
 * @param outputFolder where its results go
 * @param stem what its results' names begin with; no other input of the same folder has it
 */
public record InputItem(Path file, Path outputFolder, String stem) {}
