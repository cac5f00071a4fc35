package io.github.imagejdiffusion.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

class HelpTest {

    @ParameterizedTest
    @ValueSource(strings = {"segment", "restore", "superres", "evaluate", "models", "devices", "info"})
    void helpOfEveryVerbHasEveryOptionWithADescription(String verb) {
        String help = CommandRun.of(verb, "--help").assertDone().out();
        assertTrue(help.startsWith("Usage: imagej-diffusion " + verb), help);
        CommandLine command = ImagejDiffusion.commandLine().getSubcommands().get(verb);
        for (OptionSpec option : command.getCommandSpec().options()) {
            assertTrue(option.description().length > 0, option.longestName());
            assertEquals(
                    !option.hidden(), help.contains("--" + option.longestName().substring(2)), help);
        }
        assertTrue(help.lines().allMatch(line -> line.length() <= 100), help);
    }

    @Test
    void optionsOfSegmentAreInGroups() {
        List<String> lines =
                CommandRun.of("segment", "--help").assertDone().out().lines().toList();
        for (String title : List.of("Inputs:", "Planes:", "Outputs:", "Objects:", "Sampling:", "Model and device:")) {
            assertTrue(lines.contains(title), lines::toString);
        }
        assertEquals(1, lines.stream().filter(line -> line.contains("--shard=")).count());
    }

    @ParameterizedTest
    @ValueSource(strings = {"segment", "restore", "superres"})
    void whoNeedsAChannelIsSaidForEveryVerb(String verb) {
        CommandLine command = ImagejDiffusion.commandLine().getSubcommands().get(verb);
        String help = String.join(
                " ", command.getCommandSpec().findOption("--channel").description());
        assertTrue(help.contains("restore and superres do each on its own"), help);
        assertTrue(help.contains("needed by superres for RGB, by segment where the model takes one"), help);
    }

    @Test
    void helpOfTheWholeListsVerbsAndExitCodes() {
        String help = CommandRun.of("--help").assertDone().out();
        for (String word : List.of("segment", "evaluate", "models", "devices", "info", "130")) {
            assertTrue(help.contains(word), help);
        }
    }

    @Test
    void version() {
        assertTrue(CommandRun.of("--version").assertDone().out().startsWith("imagej-diffusion "));
    }
}
