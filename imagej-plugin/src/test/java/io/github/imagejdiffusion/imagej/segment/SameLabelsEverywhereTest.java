package io.github.imagejdiffusion.imagej.segment;

import static io.github.imagejdiffusion.imagej.OpenImages.assertSamePixels;
import static io.github.imagejdiffusion.imagej.OpenImages.read;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import io.github.imagejdiffusion.imagej.CommandLineRun;
import io.github.imagejdiffusion.imagej.HeadlessMacro;
import io.github.imagejdiffusion.imagej.Hyperstacks;
import io.github.imagejdiffusion.imagej.OpenImages;
import io.github.imagejdiffusion.segdiff.ops.SegDiffOps;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.imglib2.Cursor;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.integer.IntType;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.view.Views;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bundled model by macro, command line and op: equal bits. */
class SameLabelsEverywhereTest {

    private static final Path IMAGE = Path.of("../test-images/nuclei_11a0170f44e3.png");
    private static final String MODEL = "nuclei-fluorescence";
    private static final long SEED = 11;

    @TempDir
    private Path folder;

    @AfterEach
    void closeAll() {
        OpenImages.closeAll();
    }

    @Test
    void ofAnImage() {
        ImagePlus image = read(IMAGE);
        CommandLineRun.segment(IMAGE, "--output", folder, "--seed", SEED);
        ImagePlus labels = macro(image);
        assertSamePixels(read(folder.resolve("nuclei_11a0170f44e3_labels.tif")), labels);
        assertEqualLabels(SegDiffOps.segDiff(plane(image.getStack(), 1), MODEL, null, SEED), labels);
    }

    @Test
    void ofAnImageWhoseObjectsAreMeasured() {
        ImagePlus small = read(IMAGE);
        ImagePlus image = small.resize(small.getWidth() * 3, small.getHeight() * 3, "bilinear");
        image.setTitle("large.tif");
        Path file = Hyperstacks.save(image, folder.resolve("large.tif"));
        CommandLineRun.segment(file, "--output", folder, "--seed", SEED, "--diameter", "auto");
        ImagePlus labels = macro(image, " diameter=auto");
        assertSamePixels(read(folder.resolve("large_labels.tif")), labels);
        assertTrue(labels.getProp("diffusion.option.diameter") != null, labels::toString);
    }

    @Test
    void ofAStack() {
        ImagePlus image = read(IMAGE);
        ImageStack stack = new ImageStack();
        for (int z = 0; z < 3; z++) {
            image.setRoi(60 + 10 * z, 40 + 20 * z, 128, 112);
            stack.addSlice(image.crop().getProcessor());
        }
        ImagePlus slices = new ImagePlus("slices.tif", stack);
        Path file = Hyperstacks.save(slices, folder.resolve("slices.tif"));
        CommandLineRun.segment(file, "--output", folder, "--seed", SEED);
        ImagePlus labels = macro(slices);
        assertSamePixels(read(folder.resolve("slices_labels.tif")), labels);
        List<RandomAccessibleInterval<UnsignedByteType>> planes = new ArrayList<>();
        for (int z = 1; z <= 3; z++) {
            planes.add(plane(stack, z));
        }
        assertEqualLabels(SegDiffOps.segDiff(Views.stack(planes), MODEL, null, SEED), labels);
    }

    private static ImagePlus macro(ImagePlus image) {
        return macro(image, "");
    }

    private static ImagePlus macro(ImagePlus image, String more) {
        image.show();
        HeadlessMacro macro =
                HeadlessMacro.source("run('Segment (SegDiff)...', 'model=" + MODEL + " seed=" + SEED + more + "');");
        assertEquals("", macro.printed());
        return IJ.getImage();
    }

    private static RandomAccessibleInterval<UnsignedByteType> plane(ImageStack stack, int slice) {
        return ArrayImgs.unsignedBytes((byte[]) stack.getPixels(slice), stack.getWidth(), stack.getHeight());
    }

    private static void assertEqualLabels(RandomAccessibleInterval<IntType> expected, ImagePlus labels) {
        Cursor<IntType> ids = Views.flatIterable(expected).cursor();
        int largest = 0;
        for (int i = 1; i <= labels.getStackSize(); i++) {
            for (short label : (short[]) labels.getStack().getPixels(i)) {
                assertEquals(ids.next().get(), label & 0xffff);
                largest = Math.max(largest, label & 0xffff);
            }
        }
        assertTrue(!ids.hasNext() && largest > 3);
    }
}
