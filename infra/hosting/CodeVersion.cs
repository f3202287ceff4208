using System.Reflection;

namespace Rampart.Hosting;

/// <summary>The version of Rampart: version number and commit, as the build stamped them.</summary>
public static class CodeVersion
{
    /// <summary>For example <c>0.1.0+4fc806d6...</c>.</summary>
    public static string Current { get; } =
        typeof(CodeVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";
}
