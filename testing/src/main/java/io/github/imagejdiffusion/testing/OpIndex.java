package io.github.imagejdiffusion.testing;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The ops of this module as an engine finds them: by the text of {@code ops.yaml} alone. */
public final class OpIndex {

    private static final String METHOD = "javaMethod:/";

    private OpIndex() {}

    /** @param type as the index writes it, generics included */
    public record Parameter(String name, String type, String direction, boolean nullable, String description) {

        private static Parameter of(Map<String, Object> entry) {
            return new Parameter(
                    (String) entry.get("name"),
                    (String) entry.get("type"),
                    (String) entry.get("parameter type"),
                    (Boolean) entry.get("nullable"),
                    ((String) entry.get("description")).strip());
        }
    }

    /** @param source class, method and erased parameter types */
    public record Op(
            List<String> names, String source, String version, String description, List<Parameter> parameters) {

        @SuppressWarnings("unchecked")
        private static Op of(Map<String, Object> entry) {
            String source = (String) entry.get("source");
            return new Op(
                    (List<String>) entry.get("names"),
                    URLDecoder.decode(source, StandardCharsets.UTF_8),
                    (String) entry.get("version"),
                    ((String) entry.get("description")).strip(),
                    ((List<Map<String, Object>>) entry.get("parameters"))
                            .stream().map(Parameter::of).toList());
        }

        /** The method that the source names. */
        public Method method() throws ReflectiveOperationException {
            String signature = source.substring(METHOD.length());
            int open = signature.indexOf('(');
            int dot = signature.lastIndexOf('.', open);
            String[] types =
                    signature.substring(open + 1, signature.length() - 1).split(",");
            Class<?>[] classes = new Class<?>[types.length];
            for (int i = 0; i < types.length; i++) {
                classes[i] = Class.forName(types[i]);
            }
            return Class.forName(signature.substring(0, dot)).getMethod(signature.substring(dot + 1, open), classes);
        }

        @Override
        public String toString() {
            return names + " with " + Arrays.asList(source.split("[(,)]")).get(2);
        }
    }

    /** The names of all ops of the module's index. */
    public static Set<String> names() throws IOException {
        Set<String> names = new TreeSet<>();
        read().forEach(op -> names.addAll(op.names()));
        return names;
    }

    /** Every op of the module's index, in its order. */
    @SuppressWarnings("unchecked")
    public static List<Op> read() throws IOException {
        try (InputStream in = OpIndex.class.getResourceAsStream("/ops.yaml")) {
            List<Map<String, Object>> entries = new Yaml(new SafeConstructor(new LoaderOptions())).load(in);
            return entries.stream()
                    .map(entry -> Op.of((Map<String, Object>) entry.get("op")))
                    .toList();
        }
    }
}
