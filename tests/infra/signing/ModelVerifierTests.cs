using System.Security.Cryptography;
using Rampart.Contracts;
using Rampart.Registry;

namespace Rampart.Signing.Tests;

public sealed class ModelVerifierTests
{
    [Fact]
    public async Task A_version_that_nobody_has_touched_is_sound_and_says_who_signed_it()
    {
        using SignedModel model = await SignedModel.Create();

        ModelReport report = await model.Verify();

        Assert.Empty(report.Broken);
        Assert.True(report.IsSound);
        using SigningKey key = SigningKey.Of(model.Options)!;
        Assert.Equal(key.Id, Assert.Single(report.SignedBy));
        Assert.Equal((4, 2, 4), (report.Entries, report.Results, report.Artifacts));
    }

    [Fact]
    public async Task A_byte_that_is_changed_anywhere_in_the_store_is_found()
    {
        using SignedModel model = await SignedModel.Create();
        foreach (string file in model.Files().ToList())
        {
            string path = Path.Combine(model.Root, file);
            byte[] intact = await File.ReadAllBytesAsync(path);
            foreach (int place in Enumerable.Range(0, 7).Select(part => part * (intact.Length - 1) / 6).Distinct())
            {
                byte[] changed = [.. intact];
                changed[place] ^= 1;
                await File.WriteAllBytesAsync(path, changed);

                Assert.True(await IsBroken(model), $"{file}, byte {place}, {(char)intact[place]} became {(char)changed[place]}, and nobody noticed");
            }
            await File.WriteAllBytesAsync(path, intact);
        }
        Assert.True((await model.Verify()).IsSound);
    }

    [Fact]
    public async Task Each_broken_link_is_named_and_none_but_it()
    {
        using SignedModel model = await SignedModel.Create();
        async Task<BrokenLink> After(string file, string from, string to)
        {
            string path = Path.Combine(model.Root, file);
            string intact = await File.ReadAllTextAsync(path);
            Assert.Contains(from, intact);
            await File.WriteAllTextAsync(path, intact.Replace(from, to, StringComparison.Ordinal));
            ModelReport report = await model.Verify();
            await File.WriteAllTextAsync(path, intact);
            return Assert.Single(report.Broken);
        }
        string Manifest(ItemCompleted item) => model.Files().Single(file => file.StartsWith("results", StringComparison.Ordinal) && file.Contains(item.ExecutionKey, StringComparison.Ordinal));
        string log = model.Files().Single(file => file.StartsWith("runs", StringComparison.Ordinal));
        string entry = model.Files().Single(file => file.Contains("history", StringComparison.Ordinal));

        Assert.Contains(model.Source.Digest, (await After(model.FileOf(model.Source), "what the data was", "what somebody wants")).Link);
        BrokenLink manifest = await After(Manifest(model.Items[1]), "\"processor\": \"a\"", "\"processor\": \"b\"");
        Assert.Contains($"{model.Items[1].ExecutionKey} (train/segment-001)", manifest.Link);
        Assert.Contains("not what was signed", manifest.Problem);
        Assert.Equal("log of run toy-1, entry 2", (await After(log, "segment-001", "segment-002")).Link);
        Assert.Equal("history of toy, entry 1", (await After(entry, "\"stage\": \"train\"", "\"stage\": \"brain\"")).Link);
    }

    [Fact]
    public async Task A_missing_artifact_is_named_also_without_reading_all_of_them()
    {
        using SignedModel model = await SignedModel.Create();
        File.Delete(Path.Combine(model.Root, model.FileOf(model.Items[0].Outputs[0].Artifact)));

        BrokenLink broken = Assert.Single((await model.Verify(deep: false)).Broken);

        Assert.Equal($"artifact {model.Items[0].Outputs[0].Artifact.Digest} (samples of images/shard-000)", broken.Link);
    }

    [Fact]
    public async Task A_version_without_a_signature_says_so_and_is_not_sound_although_all_agrees()
    {
        using SignedModel model = await SignedModel.Create(signed: false);

        ModelReport report = await model.Verify();

        Assert.Empty(report.Broken);
        Assert.Empty(report.SignedBy);
        Assert.False(report.IsSound);
    }

    [Fact]
    public async Task A_signature_of_an_unknown_key_vouches_for_nothing_until_the_key_is_trusted()
    {
        using SignedModel model = await SignedModel.Create();
        using SigningKey key = SigningKey.Of(model.Options)!;
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var stranger = new SigningOptions { Key = other.ExportPkcs8PrivateKeyPem() };

        ModelReport report = await model.Verify(options: stranger);
        Assert.Contains(key.Id, Assert.Single(report.Broken).Problem);
        Assert.Contains("is unknown", report.Broken[0].Problem);
        Assert.False(report.IsSound);

        string trusted = Path.Combine(model.Root, "trusted.pem");
        await File.WriteAllTextAsync(trusted, other.ExportSubjectPublicKeyInfoPem() + "\n" + key.PublicPem);
        Assert.True((await model.Verify(options: new SigningOptions { TrustedKeys = trusted })).IsSound);
    }

    [Fact]
    public async Task Keys_are_rotated_by_signing_again_and_trusting_both_for_a_while()
    {
        using SignedModel model = await SignedModel.Create();
        using var next = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using SigningKey old = SigningKey.Of(model.Options)!;
        var rotated = new SigningOptions { Key = next.ExportPkcs8PrivateKeyPem(), TrustedKeys = Path.Combine(model.Root, "trusted.pem") };
        await File.WriteAllTextAsync(rotated.TrustedKeys, old.PublicPem);

        await model.Sign(rotated);
        await model.Sign(rotated);

        ModelReport report = await model.Verify(options: rotated);
        Assert.True(report.IsSound);
        Assert.Equal(2, report.SignedBy.Count);
    }

    [Fact]
    public async Task A_signature_of_one_version_does_not_vouch_for_another()
    {
        using SignedModel model = await SignedModel.Create();
        ModelVersion second = (await model.Registry.ReadAsync(SignedModel.Model, default))[1] with { Stage = "other" };
        await model.Registry.RegisterAsync(SignedModel.Model, second, "eve", "trust me", default);
        string signature = model.Files().Single(file => file.Contains("signatures", StringComparison.Ordinal));
        string copied = Path.Combine(model.Root, signature.Replace("00000001", "00000002", StringComparison.Ordinal));
        Directory.CreateDirectory(Path.GetDirectoryName(copied)!);
        File.Copy(Path.Combine(model.Root, signature), copied);

        ModelReport report = await new ModelVerifier(new TrustedKeys(model.Options), model.Logs, model.Results, model.Artifacts, model.Documents)
            .VerifyAsync(await model.Registry.ReadAsync(SignedModel.Model, default), 2, deep: true, default);

        Assert.Contains("it is not about toy:2", Assert.Single(report.Broken).Problem);
        Assert.Empty(report.SignedBy);
    }

    [Fact]
    public async Task What_comes_after_the_signature_in_the_log_does_not_break_it_and_a_cut_log_does()
    {
        using SignedModel model = await SignedModel.Create();
        await model.Logs.AppendAsync(SignedModel.Run, 4, [new RunCancelled("late")], default);
        Assert.True((await model.Verify()).IsSound);
        string log = Path.Combine(model.Root, model.Files().Single(file => file.StartsWith("runs", StringComparison.Ordinal)));

        await File.WriteAllLinesAsync(log, (await File.ReadAllLinesAsync(log)).Take(3));

        Assert.Contains("it has 3 entries, 4 were there", Assert.Single((await model.Verify()).Broken).Problem);
    }

    static async Task<bool> IsBroken(SignedModel model)
    {
        try
        {
            return !(await model.Verify()).IsSound;
        }
        catch (RegistryException)
        {
            return true;
        }
    }
}
