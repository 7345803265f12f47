using System;

namespace GovernanceAnalyzers.Core.Configuration;

/// <summary>How a file states values that code asks for by name.</summary>
public enum ConfigurationFileKind
{
    None,

    /// <summary>JSON as Microsoft.Extensions.Configuration reads it: <c>appsettings.json</c> and its like.</summary>
    Json,

    /// <summary><c>launchSettings.json</c>: environment variables per profile.</summary>
    LaunchSettings,

    Dockerfile,

    /// <summary>A compose file: environment variables per service.</summary>
    Compose,

    /// <summary><c>.env</c>: one environment variable per line.</summary>
    DotEnv,
}

/// <summary>Recognises configuration files by name, for the build that hands them to the compiler and for the analyzer that reads them.</summary>
public static class ConfigurationFileKinds
{
    /// <summary>The file names, as a message shows them.</summary>
    public const string Known = "*.json, Dockerfile, docker-compose.yml, compose.yml, .env or *.env";

    /// <param name="path">A path, or a glob whose last part names files.</param>
    /// <param name="isListed">Whether the policy lists the file. JSON of any name counts only then: most of it configures tools.</param>
    public static ConfigurationFileKind Of(string path, bool isListed)
    {
        var name = path.Substring(path.LastIndexOfAny(['/', '\\']) + 1);
        if (Is("launchSettings.json"))
        {
            return ConfigurationFileKind.LaunchSettings;
        }

        if (Ends(".json"))
        {
            return isListed || Is("appsettings.json") || Starts("appsettings.") ? ConfigurationFileKind.Json : ConfigurationFileKind.None;
        }

        if (Is("Dockerfile") || Starts("Dockerfile.") || Ends(".Dockerfile"))
        {
            return ConfigurationFileKind.Dockerfile;
        }

        if ((Ends(".yml") || Ends(".yaml")) && (Starts("docker-compose") || Starts("compose")))
        {
            return ConfigurationFileKind.Compose;
        }

        return Is(".env") || Starts(".env.") || Ends(".env") ? ConfigurationFileKind.DotEnv : ConfigurationFileKind.None;

        bool Is(string text) => name.Equals(text, StringComparison.OrdinalIgnoreCase);

        bool Starts(string text) => name.StartsWith(text, StringComparison.OrdinalIgnoreCase);

        bool Ends(string text) => name.EndsWith(text, StringComparison.OrdinalIgnoreCase);
    }
}
