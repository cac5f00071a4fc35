package io.github.imagejdiffusion.formats.bioformats;

import static java.lang.invoke.MethodType.methodType;

import io.github.imagejdiffusion.formats.FormatsException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.security.CodeSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * What is used of Bio-Formats, as typed method handles: {@code loci.formats.IFormatReader}, the metadata it fills, and
 * the units these are in. Names and signatures are those of Bio-Formats 6 to 8. Immutable and thread-safe; readers
 * and metadata are not. Whatever Bio-Formats throws, its methods throw.
 */
final class BioFormatsApi {

    static final String READER_CLASS = "loci.formats.ImageReader";

    /** Numbers of the image and resolution that are selected in a reader. */
    enum Count {
        SERIES("getSeriesCount"),
        RESOLUTIONS("getResolutionCount"),
        X("getSizeX"),
        Y("getSizeY"),
        Z("getSizeZ"),
        C("getSizeC"),
        T("getSizeT"),
        SAMPLES("getRGBChannelCount"),
        PIXEL_TYPE("getPixelType"),
        TILE_WIDTH("getOptimalTileWidth"),
        TILE_HEIGHT("getOptimalTileHeight");

        private final String method;

        Count(String method) {
            this.method = method;
        }
    }

    /** Properties of the image that is selected in a reader. */
    enum Flag {
        LITTLE_ENDIAN("isLittleEndian"),
        INTERLEAVED("isInterleaved"),
        INDEXED("isIndexed"),
        FALSE_COLOR("isFalseColor");

        private final String method;

        Flag(String method) {
            this.method = method;
        }
    }

    /** Physical sizes of an image, in the units of {@link io.github.imagejdiffusion.formats.Calibration}. */
    enum Quantity {
        PIXEL_WIDTH("getPixelsPhysicalSizeX"),
        PIXEL_HEIGHT("getPixelsPhysicalSizeY"),
        PIXEL_DEPTH("getPixelsPhysicalSizeZ"),
        FRAME_INTERVAL("getPixelsTimeIncrement");

        private final String method;

        Quantity(String method) {
            this.method = method;
        }
    }

    private static final MethodType GETTER = methodType(Object.class, Object.class);

    private final String version;
    private final MethodHandle newReader;
    private final MethodHandle newMetadata;
    private final MethodHandle setFlattened;
    private final MethodHandle setMetadata;
    private final MethodHandle setId;
    private final MethodHandle close;
    private final MethodHandle formatName;
    private final MethodHandle setSeries;
    private final MethodHandle setResolution;
    private final MethodHandle planeIndex;
    private final MethodHandle openBytes;
    private final MethodHandle palette;
    private final MethodHandle imageName;
    private final MethodHandle channelCount;
    private final MethodHandle channelName;
    private final Map<Count, MethodHandle> counts = new EnumMap<>(Count.class);
    private final Map<Flag, MethodHandle> flags = new EnumMap<>(Flag.class);
    private final Map<Quantity, MethodHandle> quantities = new EnumMap<>(Quantity.class);

    private BioFormatsApi(Class<?> implementation) throws ReflectiveOperationException {
        MethodHandles.Lookup lookup = MethodHandles.publicLookup();
        ClassLoader loader = implementation.getClassLoader();
        Class<?> reader = Class.forName("loci.formats.IFormatReader", true, loader);
        Class<?> store = Class.forName("loci.formats.meta.MetadataStore", true, loader);
        Class<?> metadata = Class.forName("loci.formats.meta.MetadataRetrieve", true, loader);
        Class<?> created = Class.forName("loci.formats.meta.IMetadata", true, loader);
        Class<?> tools = Class.forName("loci.formats.MetadataTools", true, loader);
        Linker of = new Linker(lookup, reader);
        newReader =
                lookup.findConstructor(implementation, methodType(void.class)).asType(methodType(Object.class));
        newMetadata = lookup.findStatic(tools, "createOMEXMLMetadata", methodType(created))
                .asType(methodType(Object.class));
        setFlattened = of.method("setFlattenedResolutions", void.class, boolean.class);
        setMetadata = lookup.findVirtual(reader, "setMetadataStore", methodType(void.class, store))
                .asType(methodType(void.class, Object.class, Object.class));
        setId = of.method("setId", void.class, String.class);
        close = of.method("close", void.class);
        formatName = of.method("getFormat", String.class);
        setSeries = of.method("setSeries", void.class, int.class);
        setResolution = of.method("setResolution", void.class, int.class);
        planeIndex = of.method("getIndex", int.class, int.class, int.class, int.class);
        openBytes = of.method("openBytes", byte[].class, int.class, int.class, int.class, int.class, int.class);
        palette = of.method("get8BitLookupTable", byte[][].class);
        for (Count count : Count.values()) {
            counts.put(count, of.method(count.method, int.class));
        }
        for (Flag flag : Flag.values()) {
            flags.put(flag, of.method(flag.method, boolean.class));
        }
        Linker from = new Linker(lookup, metadata);
        imageName = from.method("getImageName", String.class, int.class);
        channelCount = from.method("getChannelCount", int.class, int.class);
        channelName = from.method("getChannelName", String.class, int.class, int.class);
        MethodHandle micrometres = conversion(lookup, loader, "ome.units.quantity.Length", "MICROMETER");
        MethodHandle seconds = conversion(lookup, loader, "ome.units.quantity.Time", "SECOND");
        for (Quantity quantity : Quantity.values()) {
            boolean time = quantity == Quantity.FRAME_INTERVAL;
            MethodHandle get = lookup.findVirtual(
                            metadata,
                            quantity.method,
                            methodType(
                                    Class.forName("ome.units.quantity." + (time ? "Time" : "Length"), true, loader),
                                    int.class))
                    .asType(methodType(Object.class, Object.class, int.class));
            quantities.put(quantity, MethodHandles.filterReturnValue(get, time ? seconds : micrometres));
        }
        version = versionOf(loader);
    }

    /** Links methods of one type under erased signatures, so that calls are exact. */
    private record Linker(MethodHandles.Lookup lookup, Class<?> type) {

        MethodHandle method(String name, Class<?> result, Class<?>... parameters) throws ReflectiveOperationException {
            MethodType signature = methodType(result, parameters);
            return lookup.findVirtual(type, name, signature).asType(signature.insertParameterTypes(0, Object.class));
        }
    }

    /**
     * Links to the Bio-Formats that a class loader sees.
     *
     * @throws ClassNotFoundException if it sees none
     * @throws IncompatibleBioFormatsException if parts of it are missing or are not what is expected
     */
    static BioFormatsApi link(ClassLoader loader) throws ClassNotFoundException, IncompatibleBioFormatsException {
        Class<?> implementation;
        try {
            implementation = Class.forName(READER_CLASS, false, loader);
        } catch (LinkageError e) {
            throw new IncompatibleBioFormatsException("Bio-Formats is here, but " + misfit(e), e);
        }
        try {
            return new BioFormatsApi(implementation);
        } catch (ReflectiveOperationException | LinkageError e) {
            throw new IncompatibleBioFormatsException(
                    "Bio-Formats is here (" + place(implementation) + "), but " + misfit(e), e);
        }
    }

    /** From a quantity, or null, to a number in a unit, or null. */
    private static MethodHandle conversion(
            MethodHandles.Lookup lookup, ClassLoader loader, String quantity, String unitName)
            throws ReflectiveOperationException {
        Class<?> type = Class.forName(quantity, true, loader);
        Class<?> unitType = Class.forName("ome.units.unit.Unit", true, loader);
        Object unit = Class.forName("ome.units.UNITS", true, loader)
                .getField(unitName)
                .get(null);
        MethodHandle value = lookup.findVirtual(type, "value", methodType(Number.class, unitType));
        MethodHandle convert = MethodHandles.insertArguments(value, 1, unit).asType(GETTER);
        MethodHandle isNull = lookup.findStatic(Objects.class, "isNull", methodType(boolean.class, Object.class));
        return MethodHandles.guardWithTest(isNull, MethodHandles.identity(Object.class), convert);
    }

    /** Only for people, so its absence is no fault. */
    private static String versionOf(ClassLoader loader) {
        try {
            Class<?> tools = Class.forName("loci.formats.FormatTools", true, loader);
            return String.valueOf(tools.getField("VERSION").get(null));
        } catch (ReflectiveOperationException | LinkageError e) {
            return "";
        }
    }

    private static String place(Class<?> implementation) {
        CodeSource source = implementation.getProtectionDomain().getCodeSource();
        return source == null || source.getLocation() == null
                ? "in " + implementation.getClassLoader()
                : source.getLocation().getPath();
    }

    private static String misfit(Throwable e) {
        return e instanceof ClassNotFoundException || e instanceof NoClassDefFoundError
                ? "class " + FormatsException.reason(e).replace('/', '.') + " is missing"
                : "does not fit (" + FormatsException.reason(e) + ")";
    }

    /** For people; empty if it does not say. */
    String version() {
        return version;
    }

    Object newReader() throws Throwable {
        return (Object) newReader.invokeExact();
    }

    /** Where a reader puts what it learns of a file; null if the library for OME-XML is missing. */
    Object newMetadata() throws Throwable {
        return (Object) newMetadata.invokeExact();
    }

    /** Opens a file; pyramids are levels of one image, not images. */
    void open(Object reader, Object metadata, String path) throws Throwable {
        setFlattened.invokeExact(reader, false);
        // Before the file: a reader without a store throws what it learns away.
        setMetadata.invokeExact(reader, metadata);
        setId.invokeExact(reader, path);
    }

    void close(Object reader) throws Throwable {
        close.invokeExact(reader);
    }

    String formatName(Object reader) throws Throwable {
        return (String) formatName.invokeExact(reader);
    }

    /** Chooses the image and resolution that the next calls are about. */
    void select(Object reader, int series, int resolution) throws Throwable {
        setSeries.invokeExact(reader, series);
        setResolution.invokeExact(reader, resolution);
    }

    int get(Object reader, Count count) throws Throwable {
        return (int) counts.get(count).invokeExact(reader);
    }

    boolean is(Object reader, Flag flag) throws Throwable {
        return (boolean) flags.get(flag).invokeExact(reader);
    }

    /** The palette of an indexed image, [colour][value]; may be null. */
    byte[][] palette(Object reader) throws Throwable {
        return (byte[][]) palette.invokeExact(reader);
    }

    /** @param channel a group of samples, if pixels have several */
    int planeIndex(Object reader, int z, int channel, int t) throws Throwable {
        return (int) planeIndex.invokeExact(reader, z, channel, t);
    }

    byte[] openBytes(Object reader, int plane, int x, int y, int width, int height) throws Throwable {
        return (byte[]) openBytes.invokeExact(reader, plane, x, y, width, height);
    }

    /** May be null. */
    String imageName(Object metadata, int series) throws Throwable {
        return (String) imageName.invokeExact(metadata, series);
    }

    int channelCount(Object metadata, int series) throws Throwable {
        return (int) channelCount.invokeExact(metadata, series);
    }

    /** May be null. */
    String channelName(Object metadata, int series, int channel) throws Throwable {
        return (String) channelName.invokeExact(metadata, series, channel);
    }

    /** Empty where the file does not say, or not in a unit of length or time. */
    OptionalDouble quantity(Object metadata, Quantity quantity, int series) throws Throwable {
        Object value = (Object) quantities.get(quantity).invokeExact(metadata, series);
        return value instanceof Number number ? OptionalDouble.of(number.doubleValue()) : OptionalDouble.empty();
    }
}
