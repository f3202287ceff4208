using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;

namespace Rampart.Deploy.Tests;

/// <summary>The image has the tool's folder and .NET, and nothing that happens to lie around where it was built.</summary>
public sealed class AssemblyReferencesTests
{
    [Fact]
    public void Everything_that_the_tool_refers_to_lies_beside_it_or_in_the_framework()
    {
        string[] own = [.. Shipped()];
        HashSet<string> present = [.. own, .. Framework().Select(Name)];

        string[] missing = [.. own.SelectMany(name => References(name).Where(reference => !present.Contains(reference)).Select(reference => $"{reference}, for {name}"))];

        Assert.Contains("Azure.Storage.Common", own);
        Assert.Empty(missing);
    }

    // What `dotnet publish` copies and the host loads from.
    static IEnumerable<string> Shipped() => JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "rampart.deps.json")))
        .Map("targets").Single().Value.Map().SelectMany(library => library.Value.Map("runtime")).Select(assembly => Name(assembly.Key));

    // Microsoft.NETCore.App and Microsoft.AspNetCore.App, which the image takes from Microsoft's.
    static IEnumerable<string> Framework() => new[] { typeof(object), typeof(WebApplication) }
        .SelectMany(type => Directory.EnumerateFiles(Path.GetDirectoryName(type.Assembly.Location)!, "*.dll"));

    static string Name(string path) => Path.GetFileNameWithoutExtension(path);

    static string[] References(string name)
    {
        using FileStream file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, $"{name}.dll"));
        using var image = new PEReader(file);
        MetadataReader metadata = image.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))];
    }
}
