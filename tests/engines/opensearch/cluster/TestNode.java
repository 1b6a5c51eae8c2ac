import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.opensearch.analysis.common.CommonAnalysisPlugin;
import org.opensearch.common.settings.Settings;
import org.opensearch.env.Environment;
import org.opensearch.index.reindex.ReindexPlugin;
import org.opensearch.node.InternalSettingsPreparer;
import org.opensearch.node.Node;
import org.opensearch.painless.PainlessPlugin;
import org.opensearch.plugins.Plugin;
import org.opensearch.transport.Netty4Plugin;

/**
 * One node of the test cluster. Arguments are settings, as in node.name=n1, and the class of one more plugin, as in
 * plugin=org.example.Plugin; it ends when its standard input does.
 */
public final class TestNode extends Node {
    private static final List<Class<? extends Plugin>> PLUGINS =
        List.of(Netty4Plugin.class, CommonAnalysisPlugin.class, ReindexPlugin.class, PainlessPlugin.class);

    private TestNode(Environment environment, Collection<Class<? extends Plugin>> plugins) {
        super(environment, plugins, true);
    }

    public static void main(String[] arguments) throws Exception {
        Map<String, String> given = new HashMap<>();
        for (String argument : arguments) {
            String[] parts = argument.split("=", 2);
            given.put(parts[0], parts[1]);
        }
        List<Class<? extends Plugin>> plugins = new ArrayList<>(PLUGINS);
        if (given.containsKey("plugin")) {
            plugins.add(Class.forName(given.remove("plugin")).asSubclass(Plugin.class));
        }
        Path home = Path.of(given.remove("path.home"));
        Settings settings = Settings.builder().put("path.home", home).build();
        Environment environment =
            InternalSettingsPreparer.prepareEnvironment(settings, given, home.resolve("config"), () -> "node");
        try (TestNode node = new TestNode(environment, plugins)) {
            node.start();
            while (System.in.read() >= 0) {
                continue;
            }
        }
        System.exit(0);
    }
}
