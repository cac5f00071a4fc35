package io.github.imagejdiffusion.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.IHelpSectionRenderer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** Lists options under the names of the mixins that they come from, in the order of the source. */
final class GroupedHelp implements IHelpSectionRenderer {

    private static final String OTHERS = "Others";

    private GroupedHelp() {}

    /** For a command and all its subcommands. */
    static void install(CommandLine command) {
        command.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, new GroupedHelp());
        UsageMessageSpec usage = command.getCommandSpec().usageMessage();
        usage.parameterListHeading("%n");
        usage.optionListHeading(command.getCommandSpec().positionalParameters().isEmpty() ? "%n" : "");
        command.getSubcommands().values().forEach(GroupedHelp::install);
    }

    @Override
    public String render(Help help) {
        CommandSpec command = help.commandSpec();
        if (command.mixins().isEmpty()) {
            return help.optionList();
        }
        StringBuilder text = new StringBuilder();
        List<OptionSpec> others = new ArrayList<>(command.options());
        for (Map.Entry<String, CommandSpec> mixin : command.mixins().entrySet()) {
            List<OptionSpec> options = mixin.getValue().options();
            others.removeAll(options);
            text.append(group(mixin.getKey(), options, help));
        }
        return text + group(OTHERS, others, help);
    }

    private static String group(String title, List<OptionSpec> options, Help help) {
        if (options.isEmpty()) {
            return "";
        }
        Help.Layout layout = help.createDefaultLayout();
        layout.addOptions(options, help.parameterLabelRenderer());
        return System.lineSeparator() + title + ":" + System.lineSeparator() + layout;
    }
}
