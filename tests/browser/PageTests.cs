namespace Rampart.Browser.Tests;

public sealed class PageTests(WrittenPages pages, Chromium browser) : IClassFixture<WrittenPages>, IClassFixture<Chromium>
{
    const int Phone = 390, Desk = 1280;

    public static TheoryData<string> Pages => new(WrittenPages.Report, WrittenPages.Replay, WrittenPages.Difference);

    public static TheoryData<string, int, bool> Readers
    {
        get
        {
            var readers = new TheoryData<string, int, bool>();
            foreach (string page in new[] { WrittenPages.Report, WrittenPages.Replay, WrittenPages.Difference })
            {
                readers.Add(page, Phone, false);
                readers.Add(page, Phone, true);
                readers.Add(page, Desk, false);
                readers.Add(page, Desk, true);
            }
            return readers;
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_page_asks_nobody_for_anything_and_has_nothing_to_complain_about(string name)
    {
        await using Visit page = await browser.VisitAsync(pages[name]);
        Assert.Empty(page.Complaints);
        Assert.All(page.Requests, request => Assert.True(request == pages[name].AbsoluteUri || request.StartsWith("data:", StringComparison.Ordinal), request));
    }

    [Theory]
    [MemberData(nameof(Readers))]
    public async Task A_page_can_be_read_on_a_phone_and_at_a_desk_in_light_and_in_dark(string name, int width, bool dark)
    {
        await using Visit page = await browser.VisitAsync(pages[name], width, dark);
        IReadOnlyList<string> broken = await AxeRules.BrokenByAsync(page);
        Assert.True(broken.Count == 0, string.Join("\n", broken));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task On_a_phone_a_page_is_not_wider_than_the_screen(string name)
    {
        await using Visit page = await browser.VisitAsync(pages[name], Phone);
        Assert.Equal(Phone, (int)(await page.EvaluateAsync("document.documentElement.scrollWidth"))!);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Every_link_within_a_page_leads_somewhere_and_every_picture_is_there(string name)
    {
        await using Visit page = await browser.VisitAsync(pages[name]);
        Assert.Equal("", (string?)await page.EvaluateAsync(
            "[...document.querySelectorAll('a[href^=\"#\"]')].map(a => a.getAttribute('href').slice(1)).filter(id => !document.getElementById(id)).join(' ')"));
        Assert.Equal(0, (int)(await page.EvaluateAsync("[...document.images].filter(image => !image.complete || image.naturalWidth === 0).length"))!);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_page_is_the_same_without_scripts(string name)
    {
        await using Visit page = await browser.VisitAsync(pages[name]);
        Assert.Equal(0, (int)(await page.EvaluateAsync("document.scripts.length"))!);
    }
}
