package io.github.imagejdiffusion.formats.tiff;

import io.github.imagejdiffusion.formats.hostile.Specimen;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Small sound TIFF files of every kind that is read, for {@code HostileFilesTest}. */
public final class TiffSpecimens {

    /** Numbers have leading zeros, so that there is room for large ones. */
    private static final String OME_SIZES =
            "<Pixels DimensionOrder=\"XYZCT\" SizeX=\"0000000037\" SizeY=\"0000000023\" SizeC=\"0000000001\" "
                    + "SizeZ=\"0000000002\" SizeT=\"0000000001\" PhysicalSizeX=\"0.5\">";

    private TiffSpecimens() {}

    /** All of them. */
    public static List<Specimen> all() throws IOException {
        List<Specimen> all = new ArrayList<>();
        all.add(fixture("strips", f -> f.pages = 2));
        all.add(fixture("tiles, big-endian", f -> {
            f.tile = 16;
            f.order = ByteOrder.BIG_ENDIAN;
        }));
        all.add(fixture("BigTIFF, Deflate, predictor", f -> {
            f.big = true;
            f.compression = 8;
            f.predictor = 2;
            f.tile = 16;
        }));
        all.add(fixture("LZW, predictor", f -> {
            f.compression = 5;
            f.predictor = 2;
        }));
        all.add(fixture("LZW, colour", f -> {
            f.bits = 8;
            f.compression = 5;
            f.samples = 3;
            f.photometric = 2;
        }));
        all.add(fixture("PackBits", f -> f.compression = 32773));
        all.add(fixture("float, predictor", f -> {
            f.bits = 32;
            f.format = 3;
            f.compression = 8;
            f.predictor = 3;
        }));
        all.add(fixture("planar colour", f -> {
            f.bits = 8;
            f.samples = 3;
            f.photometric = 2;
            f.planar = true;
        }));
        all.add(fixture("palette", f -> {
            f.bits = 8;
            f.photometric = 3;
            f.extra.put(320, new long[768]);
        }));
        all.add(fixture("12 bit", f -> f.bits = 12));
        all.add(fixture("ImageJ stack", f -> {
            f.pages = 3;
            f.description = "ImageJ=1.54p\nimages=3\nslices=000003\nunit=micron\nspacing=2\n";
        }));
        all.add(fixture("ImageJ stack, one directory", f -> {
            f.pages = 3;
            f.order = ByteOrder.BIG_ENDIAN;
            f.contiguousWithOneDirectory = true;
            f.description = "ImageJ=1.54p\nimages=0000000003\nslices=0000000003\n";
        }));
        all.add(fixture("OME, no TiffData", f -> ome(f, "")));
        all.add(fixture(
                "OME, TiffData",
                f -> ome(
                        f,
                        "<Channel Name=\"a\"/><TiffData IFD=\"0000000001\" "
                                + "FirstZ=\"0000000000\" PlaneCount=\"0000000001\"><UUID FileName=\"a.ome.tif\">urn:uuid:me</UUID>"
                                + "</TiffData><TiffData IFD=\"0\" FirstZ=\"1\"/>")));
        all.add(pyramid());
        all.add(jdk("JPEG", BufferedImage.TYPE_3BYTE_BGR));
        all.add(jdk("CCITT RLE", BufferedImage.TYPE_BYTE_BINARY));
        all.add(jdk("CCITT T.4", BufferedImage.TYPE_BYTE_BINARY));
        all.add(jdk("CCITT T.6", BufferedImage.TYPE_BYTE_BINARY));
        return all;
    }

    private static Specimen fixture(String name, Consumer<TiffFixture> setting) throws IOException {
        TiffFixture fixture = new TiffFixture();
        setting.accept(fixture);
        return Specimen.file("TIFF: " + name, "a.tif", fixture.bytes());
    }

    private static void ome(TiffFixture fixture, String content) {
        fixture.pages = 2;
        fixture.description = "<?xml version=\"1.0\"?><OME xmlns=\"http://www.openmicroscopy.org/Schemas/OME/2016-06\" "
                + "UUID=\"urn:uuid:me\"><Image ID=\"Image:0\" Name=\"n\">" + OME_SIZES + content
                + "</Pixels></Image></OME>";
    }

    private static Specimen pyramid() throws IOException {
        TiffFixture full = new TiffFixture();
        ome(full, "<TiffData/>");
        full.tile = 16;
        full.compression = 8;
        full.extra.put(330, new long[2]);
        TiffFixture half = new TiffFixture();
        half.pages = 2;
        half.width = 18;
        half.height = 11;
        byte[] once = Join.underneath(full.bytes(), half.bytes(), 0);
        half.width = 9;
        half.height = 5;
        return Specimen.file("TIFF: OME pyramid", "a.ome.tif", Join.underneath(once, half.bytes(), 1));
    }

    /** By the JDK's writer. */
    private static Specimen jdk(String compression, int imageType) throws IOException {
        BufferedImage image = new BufferedImage(60, 40, imageType);
        for (int i = 0; i < 60 * 40; i++) {
            image.setRGB(i % 60, i / 60, i / 13 % 3 == 0 ? 0xff8040 : 0);
        }
        Iterator<ImageWriter> all = ImageIO.getImageWritersByFormatName("tiff");
        ImageWriter writer = all.next();
        while (!writer.getClass().getName().startsWith("com.sun.imageio")) {
            writer = all.next();
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            ImageWriteParam param = writer.getDefaultWriteParam();
            param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            param.setCompressionType(compression);
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), param);
        } finally {
            writer.dispose();
        }
        return Specimen.file("TIFF: " + compression, "a.tif", bytes.toByteArray());
    }
}
