using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Rampart.Artifacts.Files;
using Rampart.Contracts;
using Rampart.Pipeline;
using Rampart.Registry;

namespace Rampart.Signing.Tests;

/// <summary>A run of two items from a source file to a model, registered and signed, in a store in a folder of its own.</summary>
sealed class SignedModel : IDisposable
{
    public const string Model = "toy", Run = "toy-1";

    readonly StoreFolder _folder;
    readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    SignedModel(string root)
    {
        Root = root;
        _folder = StoreFolder.Open(root);
        Artifacts = new FileArtifactStore(_folder);
        Results = new FileResultStore(_folder, Artifacts);
        Logs = new FileRunLogStore(_folder, TimeProvider.System);
        Documents = new FileDocumentStore(_folder);
        Registry = new ModelRegistry(Documents, TimeProvider.System);
        Options = new SigningOptions { Key = _key.ExportECPrivateKeyPem() };
    }

    public string Root { get; }

    public FileArtifactStore Artifacts { get; }

    public FileResultStore Results { get; }

    public FileRunLogStore Logs { get; }

    public FileDocumentStore Documents { get; }

    public ModelRegistry Registry { get; }

    public SigningOptions Options { get; }

    public IReadOnlyList<ItemCompleted> Items { get; private set; } = [];

    public ArtifactRef Source { get; private set; } = null!;

    /// <summary>A signed version 1 of a model.</summary>
    public static async Task<SignedModel> Create(bool signed = true)
    {
        var model = new SignedModel(Directory.CreateTempSubdirectory("rampart-signing-").FullName);
        model.Source = await model.Write("what the data was");
        ArtifactRef pipeline = await model.Write("name: toy");
        ItemCompleted data = await model.Execute("images", "shard-000", new NamedArtifact("file", model.Source), "samples");
        ItemCompleted trained = await model.Execute("train", "segment-001", data.Outputs[0], "config");
        model.Items = [data, trained];
        var started = new RunStarted(Run, pipeline, [new NamedArtifact("source/images/file", model.Source)], "cpu-float32", "1");
        foreach ((int place, RunEvent happened) in new RunEvent[] { started, data, trained, new RunCompleted() }.Index())
        {
            await model.Logs.AppendAsync(Run, place, [happened], default);
        }
        var version = new ModelVersion(Run, "train", trained.Outputs, pipeline, [], "1");
        await model.Registry.RegisterAsync(Model, version, "ada", "it is good", default);
        if (signed)
        {
            await model.Sign(model.Options);
        }
        return model;
    }

    public async Task Sign(SigningOptions options)
    {
        using var signer = new ModelSigner(options, Logs, Results, Artifacts, Documents);
        await signer.SignAsync(await Registry.ReadAsync(Model, default), 1, default);
    }

    public async Task<ModelReport> Verify(bool deep = true, SigningOptions? options = null) =>
        await new ModelVerifier(new TrustedKeys(options ?? Options), Logs, Results, Artifacts, Documents)
            .VerifyAsync(await Registry.ReadAsync(Model, default), 1, deep, default);

    /// <summary>Every file of the store by its path below the root, but for those that only lock.</summary>
    public IEnumerable<string> Files() => Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories)
        .Where(file => new FileInfo(file).Length > 0).Select(file => Path.GetRelativePath(Root, file));

    public string FileOf(ArtifactRef artifact) => Path.GetRelativePath(Root, _folder.Blob(artifact.Digest));

    public void Dispose()
    {
        _key.Dispose();
        _folder.Dispose();
        Directory.Delete(Root, recursive: true);
    }

    Task<ArtifactRef> Write(string text) =>
        Artifacts.WriteAsync(MediaTypes.Binary, async (stream, c) => await stream.WriteAsync(Encoding.UTF8.GetBytes(text), c), default);

    async Task<ItemCompleted> Execute(string stage, string item, NamedArtifact input, string output)
    {
        var work = new WorkItem
        {
            Kind = stage, AlgorithmVersion = 1, Parameters = JsonSerializer.SerializeToElement(new { steps = 3 }), Inputs = [input], Seed = ulong.MaxValue, Numerics = "cpu-float32",
        };
        string key = ExecutionKey.Of(work);
        var made = new NamedArtifact(output, await Write(key));
        await Results.CommitAsync(new ResultManifest(key, work, [made], "1", new NumericsFingerprint("a", "b", "c", "d", "e", 1)), default);
        return new ItemCompleted(stage, item, key, [made], Cached: false);
    }
}
