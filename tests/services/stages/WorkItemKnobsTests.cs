using System.Text.Json;

namespace Rampart.Stages.Tests;

/// <summary>
/// The knobs of a work item are part of its execution key. A knob that is added later stays out of items that leave it at its default, or every
/// result that was ever stored would be lost: such a knob is written only when it says something.
/// </summary>
public class WorkItemKnobsTests
{
    [Fact]
    public void Items_that_use_no_later_knob_are_written_as_they_were_in_version_1()
    {
        Bench bench = new Bench().Images().Clip().Base().Mine().Pair()
            .Train("fare", Some.Fare()).Train("tecoa", Some.Tecoa()).Train("adpo", Some.Adpo());
        var written = bench.Executed
            .Where(executed => executed.Stage is not ("images" or "mine"))
            .GroupBy(executed => executed.Stage)
            .ToDictionary(stage => stage.Key, stage => stage.First().Item.Parameters);

        string golden = File.ReadAllText("golden/stages/work_items.json");
        Assert.Equal(golden, JsonSerializer.Serialize(written, new JsonSerializerOptions { WriteIndented = true, NewLine = "\n" }) + "\n");
    }
}
