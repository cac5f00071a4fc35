package io.github.imagejdiffusion.formats.zarr;

import io.github.imagejdiffusion.formats.hostile.Specimen;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Small sound OME-Zarr folders, for {@code HostileFilesTest}. */
public final class ZarrSpecimens {

    private static final String ATTRIBUTES =
            """
            {"multiscales": [{"version": "0.4", "name": "n", %s, "datasets": [
              {"path": "0", "coordinateTransformations": [{"type": "scale", "scale": [1, 1, 2, 0.5, 0.25]}]},
              {"path": "1", "coordinateTransformations": [{"type": "scale", "scale": [1, 1, 2, 1.0, 0.50]}]}]}],
             "omero": {"channels": [{"label": "DAPI"}]}}"""
                    .formatted(ZarrFixture.AXES_5D);

    private static final String ARRAY =
            """
            {"zarr_format": 2, "shape": [1, 1, 1, %d, %d], "chunks": [1, 1, 1, 30, 40], "dtype": "<u2", "order": "C",
             "dimension_separator": "/", "fill_value": 0, "compressor": %s, "filters": null}""";

    private ZarrSpecimens() {}

    /** All of them. */
    public static List<Specimen> all() throws IOException {
        List<Specimen> all = new ArrayList<>();
        all.add(specimen("none", "null", new byte[2400]));
        for (String codec : List.of("zlib", "gzip", "zstd")) {
            all.add(specimen(codec, "{\"id\": \"" + codec + "\", \"level\": 1}", resource("zarr_codecs/" + codec)));
        }
        for (String stored :
                List.of("blosclz_shuffle", "lz4_bitshuffle", "snappy_plain", "zlib_plain", "zstd_blocks")) {
            String compressor = "{\"id\": \"blosc\", \"cname\": \"" + stored.replaceFirst("_.*", "")
                    + "\", \"clevel\": 5, \"shuffle\": 1, \"blocksize\": 0}";
            all.add(specimen("blosc " + stored, compressor, resource("zarr_codecs/blosc_" + stored)));
        }
        return all;
    }

    private static Specimen specimen(String name, String compressor, byte[] chunk) {
        TreeMap<String, byte[]> files = new TreeMap<>();
        files.put("a.zarr/.zgroup", bytes("{\"zarr_format\": 2}"));
        files.put("a.zarr/.zattrs", bytes(ATTRIBUTES));
        files.put("a.zarr/0/.zarray", bytes(ARRAY.formatted(60, 40, compressor)));
        files.put("a.zarr/0/0/0/0/0/0", chunk);
        files.put("a.zarr/0/0/0/0/1/0", chunk);
        files.put("a.zarr/1/.zarray", bytes(ARRAY.formatted(30, 20, compressor)));
        files.put("a.zarr/1/0/0/0/0/0", chunk);
        return new Specimen("OME-Zarr: " + name, "a.zarr", files, UnaryOperator.identity());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = ZarrSpecimens.class.getResourceAsStream("/" + name)) {
            return in.readAllBytes();
        }
    }
}
