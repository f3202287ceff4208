using System.Text.Json.Nodes;

namespace Rampart.Deploy.Tests;

/// <summary>
/// What <c>kubectl kustomize FOLDER</c> makes of a folder, for the fields that the manifests use: resources, components, patches, images, namespace and
/// configMapGenerator. Any other field is refused, so that nothing is passed over in silence.
/// </summary>
sealed class Kustomization
{
    public const string FileName = "kustomization.yaml";
    static readonly string[] ClusterWide = ["Namespace"];
    static readonly string[] Known =
        ["apiVersion", "kind", "namespace", "resources", "components", "patches", "images", "configMapGenerator", "generatorOptions"];
    readonly DeployFiles _files;
    readonly HashSet<string> _read = [];

    Kustomization(DeployFiles files) => _files = files;

    /// <summary>The objects that the folder describes, and the files that they come from.</summary>
    public static (IReadOnlyList<JsonObject> Objects, IReadOnlySet<string> Files) Build(DeployFiles files, string folder)
    {
        var kustomization = new Kustomization(files);
        List<JsonObject> objects = [];
        kustomization.Add(objects, folder);
        return (objects, kustomization._read);
    }

    void Add(List<JsonObject> objects, string folder)
    {
        JsonObject file = Read(folder, FileName).Single();
        if (file.FirstOrDefault(entry => !Known.Contains(entry.Key)).Key is { } unknown)
        {
            throw new NotSupportedException($"{folder}/{FileName} has {unknown}, which these tests don't know.");
        }
        foreach (string resource in Names(file, "resources"))
        {
            if (Path.HasExtension(resource))
            {
                objects.AddRange(Read(folder, resource));
            }
            else
            {
                Add(objects, Resolve(folder, resource));
            }
        }
        objects.AddRange(file.List("configMapGenerator").Select(generator => ConfigMap(folder, generator)));
        foreach (string component in Names(file, "components"))
        {
            Add(objects, Resolve(folder, component));
        }
        foreach (JsonObject patch in file.List("patches"))
        {
            Patch(objects, folder, patch);
        }
        Rename(objects, file);
    }

    void Patch(List<JsonObject> objects, string folder, JsonObject entry)
    {
        JsonObject patch = (entry.Text("path") is { } path ? Read(folder, path) : YamlDocuments.Read(entry.Text("patch")!)).Single();
        JsonNode target = entry["target"] ?? new JsonObject { ["kind"] = patch.Text("kind"), ["name"] = patch.Text("metadata", "name") };
        List<JsonObject> targets = objects.FindAll(o =>
            o.Text("kind") == target.Text("kind") && (target.Text("name") ?? o.Text("metadata", "name")) == o.Text("metadata", "name"));
        if (targets.Count == 0)
        {
            throw new InvalidDataException($"{folder}/{FileName}: no {target.Text("kind")} {target.Text("name")} to patch.");
        }
        foreach (JsonObject o in targets)
        {
            string name = o.Text("metadata", "name")!;
            StrategicMerge.Apply(o, patch);
            o["metadata"]!["name"] = name;
        }
    }

    static void Rename(List<JsonObject> objects, JsonObject file)
    {
        if (file.Text("namespace") is { } space)
        {
            foreach (JsonObject o in objects.Where(o => !ClusterWide.Contains(o.Text("kind"))))
            {
                o["metadata"]!["namespace"] = space;
            }
        }
        foreach (JsonObject container in objects.SelectMany(o => o.Objects()).SelectMany(o => o.List("containers").Concat(o.List("initContainers"))))
        {
            if (file.List("images").FirstOrDefault(image => image.Text("name") == container.Text("image")) is { } image)
            {
                container["image"] = $"{image.Text("newName")}:{image.Text("newTag")}";
            }
        }
    }

    JsonObject ConfigMap(string folder, JsonObject generator) => new()
    {
        ["apiVersion"] = "v1",
        ["kind"] = "ConfigMap",
        ["metadata"] = new JsonObject { ["name"] = generator.Text("name") },
        ["data"] = new JsonObject(Names(generator, "files").Select(name => KeyValuePair.Create(name, (JsonNode?)Text(folder, name)))),
    };

    static IEnumerable<string> Names(JsonObject file, string key) => file[key]?.AsArray().Select(name => (string)name!) ?? [];

    IEnumerable<JsonObject> Read(string folder, string name) => YamlDocuments.Read(Text(folder, name));

    string Text(string folder, string name)
    {
        string path = Resolve(folder, name);
        _read.Add(path);
        return _files.Text(path);
    }

    static string Resolve(string folder, string name) => Path.GetRelativePath("/", Path.GetFullPath(name, $"/{folder}"));
}
