package io.github.imagejdiffusion.imagej.macro;

/**
 * What is written of a key.
 *
 * @param key as macros write it
 * @param meaning for the documentation
 * @param defaultValue what a macro gets that leaves the key out
 */
public record KeyText(String key, String meaning, String defaultValue) {}
