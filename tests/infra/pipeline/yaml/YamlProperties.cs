using System.Globalization;
using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Rampart.Pipeline.Yaml;

namespace Rampart.Pipeline.Tests;

public sealed class YamlProperties
{
    static readonly Config Thorough = Config.QuickThrowOnFailure.WithMaxTest(500);

    [Fact]
    public void Any_text_written_as_yaml_is_read_back_as_itself() => Prop.ForAll<NonNull<string>>(text =>
    {
        var valid = new string([.. text.Get.Where(character => !char.IsSurrogate(character))]);
        Assert.Equal(valid, RoundTrip(valid));
    }).Check(Thorough);

    [Theory]
    [InlineData("a: b")]
    [InlineData("- x")]
    [InlineData("#")]
    [InlineData("a\u0085b\u2028c\u2029d\ufeffe")]
    [InlineData("\r\n\t\0\u001b\u007f")]
    [InlineData(" leading and trailing ")]
    [InlineData("---")]
    [InlineData("...")]
    [InlineData("-")]
    [InlineData("null")]
    [InlineData("~")]
    [InlineData("{}")]
    [InlineData("é😀")]
    public void Text_that_yaml_could_take_for_something_else_is_read_back_as_itself(string text) => Assert.Equal(text, RoundTrip(text));

    [Fact]
    public void Any_number_written_is_read_back_to_the_last_bit() => Prop.ForAll<NormalFloat>(number =>
    {
        Assert.True(YamlNumber.TryReal(YamlNumber.Text(number.Get), out var read));
        Assert.Equal(number.Get == 0 ? 0 : number.Get, read);
        Assert.Equal(read, double.Parse(EcmaNumber.Text(read), CultureInfo.InvariantCulture));
    }).Check(Thorough);

    [Theory]
    [InlineData(8.0 / 255, "8/255")]
    [InlineData(16.0 / 255, "16/255")]
    [InlineData(0.2, "0.2")]
    [InlineData(1.0, "1")]
    [InlineData(0.0, "0")]
    [InlineData(1e-3, "0.001")]
    [InlineData(1.0 / 3, "85/255")]
    public void Grey_levels_are_written_as_people_write_them(double value, string text) => Assert.Equal(text, YamlNumber.Text(value));

    [Theory]
    [InlineData("20_000", 20000)]
    [InlineData("1e-3", 0.001)]
    [InlineData("-8/255", -8.0 / 255)]
    [InlineData("+.5", 0.5)]
    public void Numbers_are_read_as_people_write_them(string text, double value)
    {
        Assert.True(YamlNumber.TryReal(text, out var read));
        Assert.Equal(value, read);
    }

    [Theory]
    [InlineData("")]
    [InlineData("1/2/3")]
    [InlineData("/2")]
    [InlineData("1,5")]
    [InlineData("0x10")]
    [InlineData("_1")]
    [InlineData("1__0")]
    [InlineData("1e999")]
    [InlineData("Infinity")]
    [InlineData("NaN")]
    [InlineData("1/0")]
    [InlineData(" 1")]
    public void What_is_no_finite_number_is_refused(string text) => Assert.False(YamlNumber.TryReal(text, out _));

    [Fact]
    public void Canonical_json_of_canonical_json_is_itself() => Prop.ForAll<NormalFloat, NonNull<string>>((number, text) =>
    {
        var valid = new string([.. text.Get.Where(character => !char.IsSurrogate(character))]);
        var once = CanonicalJson.Bytes(JsonSerializer.SerializeToElement(new Dictionary<string, object> { ["b"] = number.Get, ["a" + valid] = new[] { valid } }));
        Assert.Equal(once, CanonicalJson.Bytes(JsonDocument.Parse(once).RootElement));
    }).Check(Thorough);

    [Fact]
    public void A_damaged_pipeline_is_read_or_refused_with_places_and_never_anything_else()
    {
        const string noise = "{}[]:,-#&*!|>'\"%@`?\n\t ~\0\u0085x9/.=e";
        var damage = Gen.Choose(0, SampleKinds.Valid.Length - 1).Zip(Gen.Choose(0, noise.Length - 1)).Zip(Gen.Choose(0, 12)).ListOf(3);
        Prop.ForAll(damage.ToArbitrary(), hits =>
        {
            var text = new StringBuilder(SampleKinds.Valid);
            foreach (var ((place, character), cut) in hits)
            {
                var at = Math.Min(place, text.Length - 1);
                text.Remove(at, Math.Min(cut, text.Length - at)).Insert(at, noise[character]);
            }
            try
            {
                var pipeline = SampleKinds.Read(text.ToString());
                Assert.Equal(pipeline.Digest, SampleKinds.Read(pipeline.ResolvedYaml).Digest);
            }
            catch (PipelineException refused)
            {
                Assert.All(refused.Problems, problem => Assert.Matches("^pipeline.yaml:[1-9][0-9]*:[1-9][0-9]* ", problem.ToString()));
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1500));
    }

    static string RoundTrip(string text)
    {
        var problems = new List<PipelineProblem>();
        var written = YamlWriter.Write(new YamlMap(
            [new YamlEntry("key", default, new YamlText(text, Quoted: text is "null" or "~", default)), new YamlEntry("list", default, new YamlList([new YamlText(text, true, default)], default))],
            default));
        var read = YamlParser.Parse(written, "test", problems) as YamlMap;
        Assert.Empty(problems);
        Assert.Equal(((YamlText)read!["key"]!).Text, ((YamlText)((YamlList)read["list"]!).Items[0]).Text);
        return ((YamlText)read["key"]!).Text;
    }
}
