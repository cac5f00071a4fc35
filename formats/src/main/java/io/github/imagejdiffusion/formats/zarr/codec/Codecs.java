package io.github.imagejdiffusion.formats.zarr.codec;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The codecs that can be read, by the names that numcodecs gives them. */
public final class Codecs {

    /** No compression: zarr's {@code "compressor": null}. */
    public static final Codec NONE = new Stored();

    private static final Map<String, Codec> BY_ID =
            Map.of("zlib", Deflate.ZLIB, "gzip", Deflate.GZIP, "zstd", new Zstd(), "blosc", new Blosc());

    private Codecs() {}

    /** The codec of this name, if it can be read. */
    public static Optional<Codec> of(String id) {
        return Optional.ofNullable(BY_ID.get(id));
    }

    /** The names that {@link #of} knows, sorted. */
    public static List<String> names() {
        return BY_ID.keySet().stream().sorted().toList();
    }
}
