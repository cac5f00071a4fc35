package io.github.imagejdiffusion.formats.tiff;

import io.github.imagejdiffusion.formats.Calibration;
import io.github.imagejdiffusion.formats.PhysicalUnits;
import io.github.imagejdiffusion.formats.Series;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * TIFF as ImageJ writes it: the description of the first page is a list of {@code key=value} lines that begins with
 * {@code ImageJ=}. Planes are in the order XYCZT. A stack of uncompressed planes may have one directory only, followed
 * by all its planes; that is how ImageJ gets past 4 GB. Read as {@code ij.io.TiffDecoder} and {@code ij.io.FileOpener}
 * of ImageJ 1.54 do.
 */
final class ImageJLayout {

    private static final Pattern ESCAPE = Pattern.compile("\\\\u([0-9a-fA-F]{4})");

    private final TiffPages pages;
    private final Map<String, String> properties;

    private ImageJLayout(TiffPages pages, Map<String, String> properties) {
        this.pages = pages;
        this.properties = properties;
    }

    static boolean isImageJ(String description) {
        return description.startsWith("ImageJ=");
    }

    static List<TiffImage> read(TiffPages pages, String description) {
        return new ImageJLayout(pages, parse(description)).read();
    }

    /** The lines of a description; values with escapes such as {@code \\u00B5} resolved. */
    static Map<String, String> parse(String description) {
        Map<String, String> properties = new HashMap<>();
        for (String line : description.split("[\\r\\n]+")) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                String value = ESCAPE.matcher(line.substring(equals + 1))
                        .replaceAll(
                                m -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(m.group(1), 16))));
                properties.put(line.substring(0, equals).strip(), value.strip());
            }
        }
        return properties;
    }

    private List<TiffImage> read() {
        TiffInput input = pages.input();
        TiffPage first = pages.get(0);
        int promised = count("images");
        boolean oneForAll = pages.count() == 1 && promised > 1 && first.isRaw() && isContiguous(first);
        if (!oneForAll && !pages.allMatch()) {
            return PlainLayout.read(pages);
        }
        long planeBytes = first.rawBytes();
        if (oneForAll && !input.contains(first.offsets()[0], planeBytes * promised)) {
            throw input.damaged("it promises " + promised + " planes and has room for "
                    + (input.length() - first.offsets()[0]) / planeBytes);
        }
        if (!oneForAll && pages.count() > 1 && promised > pages.count()) {
            throw input.damaged("it promises " + promised + " planes and has " + pages.count());
        }
        int planes = oneForAll ? promised : pages.count();
        int channels = count("channels");
        int slices = count("slices");
        int frames = count("frames");
        if ((long) channels * slices * frames != planes) {
            channels = 1;
            slices = planes;
            frames = 1;
        }
        int samples = Samples.channels(input, first, false);
        int perTime = channels * slices;
        int perDepth = channels;
        TiffSeries.Locator locator = (c, z, t) -> {
            int plane = t * perTime + z * perDepth + c / samples;
            TiffPage page = oneForAll ? first : pages.get(plane);
            long shift = oneForAll ? plane * planeBytes : 0;
            return new TiffSeries.Address(page, c % samples, shift, TiffSeries.Values.AS_STORED);
        };
        Series series = new Series(
                "",
                first.width(),
                first.height(),
                channels * samples,
                slices,
                frames,
                first.type(),
                first.isColour() && channels == 1,
                calibration(first),
                List.of());
        TiffSeries whole = new TiffSeries(series, locator);
        return List.of(oneForAll ? new TiffImage(List.of(whole)) : TiffImage.of(pages, whole, first));
    }

    private Calibration calibration(TiffPage page) {
        String unit = properties.getOrDefault("unit", "");
        OptionalDouble interval = scaled("finterval", PhysicalUnits.seconds(properties.getOrDefault("tunit", "sec")));
        OptionalDouble perUnit = PhysicalUnits.micrometres(unit);
        if (perUnit.isEmpty()) {
            Calibration bare = unit.isEmpty() ? Resolution.of(page) : Calibration.UNKNOWN;
            return new Calibration(
                    bare.pixelWidth(),
                    bare.pixelHeight(),
                    OptionalDouble.empty(),
                    interval,
                    unit.isEmpty() ? bare.unit() : unit);
        }
        // ImageJ's own exception: resolution per centimetre although the unit of the description is "um".
        double micrometres = unit.equals("um") && Resolution.isPerCentimetre(page) ? 10000 : perUnit.getAsDouble();
        OptionalDouble perYUnit = properties.containsKey("yunit")
                ? PhysicalUnits.micrometres(properties.get("yunit"))
                : OptionalDouble.of(micrometres);
        OptionalDouble perZUnit = PhysicalUnits.micrometres(properties.getOrDefault("zunit", unit));
        return new Calibration(
                Calibration.ifSensible(micrometres * Resolution.pixel(page, Tag.X_RESOLUTION)),
                Calibration.ifSensible(perYUnit.orElse(Double.NaN) * Resolution.pixel(page, Tag.Y_RESOLUTION)),
                scaled("spacing", perZUnit),
                interval,
                unit);
    }

    private OptionalDouble scaled(String key, OptionalDouble factor) {
        return factor.isEmpty()
                ? OptionalDouble.empty()
                : Calibration.ifSensible(Math.abs(number(key)) * factor.getAsDouble());
    }

    private int count(String key) {
        double value = number(key);
        return value >= 1 && value <= Integer.MAX_VALUE ? (int) value : 1;
    }

    private double number(String key) {
        return number(properties, key);
    }

    /** NaN if there is no such number. */
    static double number(Map<String, String> properties, String key) {
        try {
            return Double.parseDouble(properties.getOrDefault(key, "NaN"));
        } catch (NumberFormatException notANumber) {
            return Double.NaN;
        }
    }

    private static boolean isContiguous(TiffPage page) {
        if (page.tiled()) {
            return false;
        }
        long next = page.offsets()[0];
        int strips = page.chunksDown() * (page.planar() ? page.samples() : 1);
        for (int i = 0; i < strips; i++) {
            if (page.offsets()[i] != next) {
                return false;
            }
            next += page.rowBytes() * page.rowsIn(i % page.chunksDown());
        }
        return true;
    }
}
