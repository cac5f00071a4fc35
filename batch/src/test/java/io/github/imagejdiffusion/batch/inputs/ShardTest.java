package io.github.imagejdiffusion.batch.inputs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagejdiffusion.batch.UsageException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShardTest {

    private static Map<String, String> slurm(String id, String count, String min, String step) {
        Map<String, String> environment = new HashMap<>();
        environment.put("SLURM_ARRAY_TASK_ID", id);
        environment.put("SLURM_ARRAY_TASK_COUNT", count);
        environment.put("SLURM_ARRAY_TASK_MIN", min);
        environment.put("SLURM_ARRAY_TASK_STEP", step);
        environment.values().removeIf(value -> value == null);
        return environment;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 12})
    void partsAreDisjointAndMakeTheWhole(int count) {
        List<Integer> all = IntStream.range(0, 10).boxed().toList();
        List<Integer> union = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            List<Integer> part = Shard.parse(i + "/" + count).of(all);
            assertTrue(Math.abs(part.size() - 10.0 / count) < 1, "parts are alike in size");
            union.addAll(part);
        }
        assertEquals(all, union.stream().sorted().toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"3/2", "0/2", "-1/2", "1/0", "1", "1/2/3", "a/b", "", " 1/2", "9999999999/9999999999"})
    void otherTextsAreRefused(String text) {
        String message =
                assertThrows(UsageException.class, () -> Shard.parse(text)).getMessage();
        assertTrue(message.contains("--shard " + text) && message.contains("2/8"), message);
    }

    @ParameterizedTest
    @CsvSource({"1, 4, 1, 1, 1", "4, 4, 1, 1, 4", "0, 3, 0, 1, 1", "2, 3, 0, 1, 3", "10, 3, 10, 5, 1", "20, 3, 10, 5, 3"
    })
    void slurmArraysNumberTheParts(String id, String count, String min, String step, int index) {
        assertEquals(new Shard(index, Integer.parseInt(count)), Shard.ofSlurm(slurm(id, count, min, step)));
    }

    @Test
    void withoutAnArrayItIsTheWhole() {
        assertEquals(new Shard(1, 1), Shard.ofSlurm(Map.of()));
        assertEquals(new Shard(1, 1), Shard.ofSlurm(Map.of("SLURM_JOB_ID", "77")));
    }

    @Test
    void listsOfTasksCannotNumberTheParts() {
        // --array=1,5,9: three tasks, the last with number 9
        String message = assertThrows(UsageException.class, () -> Shard.ofSlurm(slurm("9", "3", "1", "1")))
                .getMessage();
        assertTrue(message.contains("array task 9") && message.contains("--shard i/n"), message);
        assertThrows(UsageException.class, () -> Shard.ofSlurm(slurm("x", "3", "1", null)));
    }
}
