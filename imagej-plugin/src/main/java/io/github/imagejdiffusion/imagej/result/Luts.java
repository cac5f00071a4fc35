package io.github.imagejdiffusion.imagej.result;

import ij.plugin.LutLoader;
import ij.process.LUT;
import io.github.imagejdiffusion.formats.write.Lut;
import java.awt.Color;
import java.awt.image.IndexColorModel;

/** The colours of results. */
public final class Luts {

    private Luts() {}

    /** Black for background, then colours that differ between neighbouring labels: the table of the command line. */
    public static IndexColorModel labels() {
        Lut lut = Lut.labels();
        return new LUT(lut.reds(), lut.greens(), lut.blues());
    }

    /** Of probabilities. */
    public static IndexColorModel grey() {
        return LUT.createLutFromColor(Color.WHITE);
    }

    /** Of what is uncertain: black is sure. */
    public static IndexColorModel fire() {
        return LutLoader.getLut("fire");
    }
}
