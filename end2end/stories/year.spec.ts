// A campaign's whole year as people live it: by links alone, each in a browser of their own. The stories build on one another; every
// project has its own campaign, so that they do not disturb the others.
import { expect, test, type Page } from "@playwright/test";
import { choose, done, drawer, fits, password, People, toCampaign, toStage, wrong } from "../people";

test.describe.configure({ mode: "serial", timeout: 240_000 });

const office = "noivu";
const chair = "chutich.huyen";
const inspector = "thanhtravien";
const head = "chutich.camhung";
const focal = "daumoi.camhung";

let people: People;
let code: string;
let publicAddress: string;

test.beforeAll(({ browser }, info) => {
  people = new People(browser);
  code = `nam-${info.project.name}`;
});
test.afterAll(() => people.leave());

const target = (code: string, title: string, weight: string, numerator: string, denominator: string) => ({
  code, title, unit: "%", area: "A7_digital", weight,
  measure: { kind: "ratio", numerator: [{ variable: numerator }], denominator: [{ variable: denominator }], times: "100" },
  direction: "higher", target: "50", points: { rule: "proportional" }, can_exceed: false, mandatory: false, zero_denominator: "not_applicable",
});

/** A package with two peer groups and a small rule set of its own. */
const packageFile = () => ({
  format: "camket-package/1",
  campaign: { code, title: `Cam kết CCHC minh họa ${code}`, year: 2023, starts_on: "2022-12-15", ends_on: "2023-12-14" },
  units: [
    { code: "10894", name: "Xã Cẩm Hưng", peer_group: "commune" },
    { code: "295-TP", name: "Phòng Tư pháp huyện Cẩm Giàng", peer_group: "office" },
  ],
  rule_set: {
    code: `${code}-bo`, title: `Bộ chỉ tiêu minh họa ${code}`, display_decimals: 2,
    targets: [
      target("T1", "Hồ sơ tiếp nhận trực tuyến", "60", "online", "received"),
      {
        code: "T2", title: "Ban hành Kế hoạch CCHC đúng hạn", unit: "ngày", area: "A1_leadership", weight: "40",
        measure: { kind: "date", of: "plan_date" }, direction: "earlier", target: "2023-01-31", points: { rule: "binary" },
        can_exceed: false, mandatory: false, zero_denominator: "not_applicable",
      },
    ],
    pass: { family: "share_of_targets", fail_below: "1", pass_from: "1" },
    grades: [{ grade: "not_completed", from: "0" }, { grade: "completed", from: "50" }, { grade: "good", from: "70" }, { grade: "excellent", from: "90" }],
  },
  figures: [],
});

/** Moves a stage of the campaign whose page is open. */
const moveStage = async (page: Page, stage: string, from: string) => {
  await page.getByRole("link", { name: "Đổi thời gian giai đoạn" }).first().click();
  await choose(page.getByLabel("Giai đoạn"), `${stage}:`);
  await page.getByLabel("Ngày mở").fill(from);
  await page.getByLabel("Ngày kết thúc").fill("31/03/2024");
  await page.getByLabel("Lý do").fill("Theo kế hoạch minh họa");
  await page.getByRole("button", { name: "Lưu thời gian giai đoạn" }).click();
};

const sendPackage = async (page: Page, name: string, text: string) => {
  await page.getByLabel("Tệp gói dữ liệu").setInputFiles({ name, mimeType: "application/json", buffer: Buffer.from(text) });
  await page.getByRole("button", { name: "Gửi tệp để xem trước" }).click();
};

test("home affairs makes a campaign by hand and one from a package", async ({}, info) => {
  const page = await people.home(office);
  await drawer(page);
  await page.getByRole("link", { name: "Các đợt cam kết" }).click();
  await page.getByRole("link", { name: "Lập đợt cam kết mới" }).click();
  await page.getByLabel("Mã đợt").fill("Đợt Tay");
  await page.getByLabel("Tên đợt").fill('Lập tay <b>"thử"</b>');
  await page.getByRole("button", { name: "Lập đợt cam kết" }).click();
  await wrong(page, page.getByLabel("Mã đợt"), "Mã đợt chỉ gồm chữ thường");
  await expect(page.getByLabel("Tên đợt")).toHaveValue('Lập tay <b>"thử"</b>');
  await page.getByLabel("Mã đợt").fill(`tay-${info.project.name}`);
  await page.getByLabel("Năm", { exact: true }).fill("2023");
  await page.getByLabel("Ngày đầu").fill("15/12/2022");
  await page.getByLabel("Ngày cuối").fill("14/12/2023");
  await choose(page.getByLabel("Đơn vị cấp trên trực tiếp"), "uyện Cẩm Giàng");
  const rules = page.getByLabel("Bộ chỉ tiêu");
  await choose(rules.nth(0), "cam-giang-2023-");
  await choose(rules.nth(1), "cam-giang-2023-phong");
  await page.getByLabel("Nhóm của Xã Cẩm Hưng").selectOption({ label: "Nhóm 1" });
  await page.getByLabel("Nhóm của Phòng Tư pháp").selectOption({ label: "Nhóm 2" });
  await page.getByRole("button", { name: "Lập đợt cam kết" }).click();
  await done(page, "Đã lập đợt cam kết.");
  await expect(page.getByRole("rowheader", { name: "Cơ quan chuyên môn", exact: true })).toBeVisible();

  await page.getByRole("navigation", { name: "Vị trí của trang" }).getByRole("link", { name: "Các đợt cam kết" }).click();
  await page.getByRole("link", { name: "Nhập gói dữ liệu" }).click();
  // Every error at once, with its place; nothing is taken in.
  const bad = JSON.stringify(packageFile()).replace('"weight":"60"', '"weight":"-60"').replace('"kind":"date"', '"kind":"ngày"');
  await sendPackage(page, "sai.json", bad);
  await expect(page.getByRole("alert")).toContainText("lỗi nên chưa nhập được");
  await expect(page.getByText("$.rule_set.targets[0].weight").first()).toBeVisible();
  await sendPackage(page, "goi.json", JSON.stringify(packageFile()));
  await expect(page.getByText("2 đơn vị, trong đó 0 đơn vị mới")).toBeVisible();
  await page.getByRole("button", { name: "Nhập gói dữ liệu" }).click();
  await done(page, "Đã nhập gói dữ liệu.");

  // The usual dates of a year are over on the day of the demo: home affairs moves them. What is not ready does not open.
  for (const [stage, from] of [["Cam kết", "15/12/2022"], ["Theo dõi", "01/08/2023"]] as const) {
    await moveStage(page, stage, from);
    await done(page, "Đã lưu thời gian của giai đoạn.");
  }
  await moveStage(page, "Kiểm điểm", "01/08/2023");
  await expect(page.getByRole("alert").filter({ hasText: "danh sách kiểm tra trước khi mở còn mục đỏ" }).first()).toBeVisible();
});

test("sheets are issued, talked over, agreed, signed by both and looked up", async ({ browser }) => {
  const run = await people.page(office);
  await toStage(run, "Cam kết");
  await run.getByRole("button", { name: "Giao bản cam kết cho mọi đơn vị" }).click();
  await done(run, "Đã giao bản cam kết cho mọi đơn vị chưa có.");

  const writer = await people.home(focal);
  await toCampaign(writer, code);
  await toStage(writer, "Cam kết");
  await writer.getByRole("link", { name: "Xã Cẩm Hưng" }).click();
  await writer.getByLabel("Mức cam kết của chỉ tiêu Hồ sơ tiếp nhận trực tuyến").fill("abc");
  const task = writer.getByRole("group", { name: "Nhiệm vụ 1" });
  await task.getByLabel("Nội dung nhiệm vụ").fill("Kiện toàn tổ công nghệ số <cộng đồng>");
  await task.getByLabel("Kết quả cần đạt").fill("100% thôn có tổ");
  await task.getByLabel("Người chịu trách nhiệm").fill("Công chức Văn phòng - Thống kê");
  await task.getByLabel("Thời hạn").fill("30/09/2023");
  await writer.getByRole("button", { name: "Gửi đề xuất" }).click();
  await wrong(writer, writer.getByLabel("Mức cam kết của chỉ tiêu Hồ sơ tiếp nhận trực tuyến"), "Đây không phải là số.");
  await expect(task.getByLabel("Nội dung nhiệm vụ")).toHaveValue("Kiện toàn tổ công nghệ số <cộng đồng>");
  await writer.getByLabel("Mức cam kết của chỉ tiêu Hồ sơ tiếp nhận trực tuyến").fill("45");
  await writer.getByRole("button", { name: "Gửi đề xuất" }).click();
  await done(writer, "Đã gửi đề xuất đến cấp trên.");

  await run.getByRole("link", { name: "Xã Cẩm Hưng" }).click();
  await run.getByLabel("Mức cam kết của chỉ tiêu Hồ sơ tiếp nhận trực tuyến").fill("55");
  await run.getByRole("button", { name: "Gửi đề nghị điều chỉnh" }).click();
  await wrong(run, run.getByLabel("Lý do điều chỉnh"), "Hãy nêu lý do đề nghị điều chỉnh.");
  await run.getByLabel("Lý do điều chỉnh").fill("Mức chung của huyện là 50");
  await run.getByRole("button", { name: "Gửi đề nghị điều chỉnh" }).click();
  await done(run, "Đã gửi đề nghị điều chỉnh đến đơn vị.");

  const signer = await people.home(head);
  await toCampaign(signer, code);
  await toStage(signer, "Cam kết");
  await signer.getByRole("link", { name: "Xã Cẩm Hưng" }).click();
  await signer.getByRole("link", { name: "Đề xuất chỉ tiêu và nhiệm vụ" }).click();
  await signer.getByRole("button", { name: "Gửi đề xuất" }).click();
  await done(signer, "Đã gửi đề xuất đến cấp trên.");

  const authority = await people.home(chair);
  await toCampaign(authority, code);
  await toStage(authority, "Cam kết");
  await authority.getByRole("link", { name: "Xã Cẩm Hưng" }).click();
  await authority.getByRole("button", { name: "Thống nhất đề xuất" }).click();
  await done(authority, "nội dung được cố định và chờ thủ trưởng ký");

  await signer.goto(signer.url().split("?")[0]);
  await signer.getByRole("link", { name: "Ký bản cam kết", exact: true }).click();
  await expect(signer.getByText("không thay thế chữ ký số chuyên dùng công vụ").first()).toBeVisible();
  await fits(signer);

  // The head declines with a reason; home affairs reads it in the list; then the head signs after all.
  await signer.getByRole("button", { name: "Từ chối ký", exact: true }).click();
  await wrong(signer, signer.getByLabel("Lý do từ chối"), "Hãy nêu lý do từ chối ký.");
  await signer.getByLabel("Lý do từ chối").fill("Xã chưa có máy quét <A3>");
  await signer.getByRole("button", { name: "Từ chối ký", exact: true }).click();
  await done(signer, "Đã ghi lời từ chối ký");
  await expect(signer.getByText("Lý do: Xã chưa có máy quét <A3>").first()).toBeVisible();
  await toCampaign(run, code);
  await toStage(run, "Cam kết");
  await run.getByRole("navigation", { name: "Lọc danh sách" }).getByRole("link", { name: /^Từ chối ký \(1\)/ }).click();
  await expect(run.getByText("Lý do: Xã chưa có máy quét <A3>")).toBeVisible();
  await expect(run.getByRole("link", { name: "Công văn đôn đốc ký (PDF)" })).toBeVisible();
  await fits(run);
  await signer.getByRole("link", { name: "Ký bản cam kết", exact: true }).click();
  await expect(signer.getByText("Vẫn có thể ký bản cam kết ở dưới")).toBeVisible();
  await signer.getByLabel("Mật khẩu").fill("sai mật khẩu");
  await signer.getByRole("button", { name: "Ký bản cam kết" }).click();
  await wrong(signer, signer.getByLabel("Mật khẩu"), "Mật khẩu chưa đúng. Chưa có gì được ký hoặc gửi.");
  await signer.getByLabel("Mật khẩu").fill(password);
  await signer.getByRole("button", { name: "Ký bản cam kết" }).click();
  await done(signer, "Đã ký bản cam kết.");
  await signer.goBack();
  await expect(signer.getByText("Bản cam kết này đã được ký; không ký lần nữa.")).toBeVisible();

  await authority.reload();
  await authority.getByRole("link", { name: "Ký xác nhận bản cam kết", exact: true }).click();
  await authority.getByLabel("Mật khẩu").fill(password);
  await authority.getByRole("button", { name: "Ký xác nhận bản cam kết" }).click();
  await done(authority, "Đã ký bản cam kết.");
  await expect(authority.getByText("Có hiệu lực").first()).toBeVisible();
  publicAddress = (await authority.getByRole("link", { name: "Trang tra cứu công khai" }).getAttribute("href")) ?? "";
  const paper = authority.waitForEvent("download");
  await authority.getByRole("link", { name: "Tải bản cam kết (PDF)" }).click();
  expect((await paper).suggestedFilename()).toContain("ban-cam-ket");

  const stranger = await browser.newPage();
  await stranger.goto(publicAddress);
  await expect(stranger.getByText("Bản cam kết có hiệu lực: hai bên đã ký")).toBeVisible();
  await stranger.close();
});

test("a conference groups the signings and prints its programme", async () => {
  const page = await people.page(office);
  await toStage(page, "Cam kết");
  await page.getByRole("link", { name: "Hội nghị ký cam kết" }).click();
  await page.getByLabel("Tên hội nghị").fill("Hội nghị ký cam kết CCHC năm 2023");
  await page.getByLabel("Ngày", { exact: true }).fill("08/08/2023");
  await page.getByLabel("Giờ bắt đầu").fill("08:00");
  await page.getByLabel("Địa điểm").fill("Hội trường huyện");
  await page.getByLabel("Chương trình").fill("08:00 | Khai mạc | Văn phòng\n08:30 | Ký cam kết | Các đơn vị");
  await page.getByRole("button", { name: "Lập hội nghị" }).click();
  await done(page, "Đã lập hội nghị.");
  await page.getByLabel("Ký bản cam kết của Xã Cẩm Hưng tại hội nghị này").check();
  await page.getByRole("button", { name: "Lưu danh sách ký" }).click();
  await done(page, "Đã lưu danh sách ký tại hội nghị.");
  await page.getByLabel("Xã Cẩm Hưng có mặt").check();
  await page.getByLabel("Người dự hoặc lý do vắng của Phòng Tư pháp").fill("Đi công tác");
  await page.getByRole("button", { name: "Lưu danh sách dự hội nghị" }).click();
  await done(page, "Đã lưu danh sách dự hội nghị.");
  await expect(page.getByText("có mặt 1/2 đơn vị")).toBeVisible();
  const paper = page.waitForEvent("download");
  await page.getByRole("link", { name: "Tải chương trình (PDF)" }).click();
  await paper;
});

test("a sealed target leaves by an amendment, is signed again, and comes back by another", async () => {
  const run = await people.page(office);
  const propose = async (number: string, fill: () => Promise<void>) => {
    await toCampaign(run, code);
    await toStage(run, "Cam kết");
    await run.getByRole("link", { name: "Bản điều chỉnh" }).first().click();
    await run.getByRole("link", { name: "Lập bản điều chỉnh" }).click();
    await run.getByLabel("Số", { exact: true }).fill(number);
    await choose(run.getByLabel("Chỉ tiêu", { exact: true }), "Hồ sơ tiếp nhận trực tuyến");
    await choose(run.getByLabel("Áp dụng cho"), "Xã Cẩm Hưng");
    await run.getByLabel("Có hiệu lực từ").fill("08/08/2023");
    await run.getByLabel("Lý do").fill("Nghị quyết số 12: thôi thực hiện thủ tục");
    await fill();
    await run.getByRole("button", { name: "Gửi đề xuất điều chỉnh" }).click();
  };
  const decide = async () => {
    await done(run, "Đã gửi bản điều chỉnh chờ phê duyệt.");
    const address = run.url().split("?")[0];
    const authority = await people.page(chair);
    await authority.goto(address);
    await authority.getByLabel("Mật khẩu").fill(password);
    await authority.getByRole("button", { name: "Phê duyệt bản điều chỉnh" }).click();
    await done(authority, "Đã phê duyệt.");
    const signer = await people.page(head);
    await signer.goto(address);
    await signer.getByLabel("Mật khẩu").fill(password);
    await signer.getByRole("button", { name: "Ký bản điều chỉnh" }).click();
    await done(signer, "Đã ký bản điều chỉnh cho đơn vị.");
    await fits(signer);
  };
  await propose("01/ĐC", async () => {
    await choose(run.getByLabel("Nội dung điều chỉnh"), "Miễn chỉ tiêu");
    await run.getByLabel("Mức mới").fill("40");
  });
  await wrong(run, run.getByLabel("Mức mới"), "Khi miễn chỉ tiêu thì không có mức mới");
  await expect(run.getByLabel("Nội dung điều chỉnh")).toHaveValue("exempt");
  await expect(run.getByLabel("Lý do")).toHaveValue("Nghị quyết số 12: thôi thực hiện thủ tục");
  await fits(run);
  await run.getByLabel("Mức mới").fill("");
  await run.getByRole("button", { name: "Gửi đề xuất điều chỉnh" }).click();
  await decide();
  await toCampaign(run, code);
  await expect(run.getByText("bản điều chỉnh số 01/ĐC").first()).toBeVisible();
  await propose("02/ĐC", async () => {
    await run.getByLabel("Mức mới").fill("54");
    await choose(run.getByLabel("Thay thế bản điều chỉnh"), "01/ĐC");
  });
  await decide();
});

test("a month is entered with evidence, submitted late and decided", async () => {
  const writer = await people.page(focal);
  await toCampaign(writer, code);
  await toStage(writer, "Số liệu");
  await writer.locator("main a[href*='/2023-M03']").first().click();
  const received = writer.getByLabel("Hồ sơ tiếp nhận: Giá trị");
  const online = writer.getByLabel("Hồ sơ tiếp nhận trực tuyến: Giá trị");
  for (const [text, sentence] of [["abc", "Đây không phải là số."], ["-3", "không được nhỏ hơn 0"], ["1,250,000", "Chỉ được một dấu phẩy"], ["1,250", "không có phần thập phân"]] as const) {
    await received.fill(text);
    await online.fill("20");
    await writer.getByRole("button", { name: "Lưu số liệu" }).click();
    await wrong(writer, received, sentence);
    await expect(received).toHaveValue(text);
    await expect(online).toHaveValue("20");
  }
  await online.fill("1.251");
  await received.fill("1.250");
  await writer.getByRole("button", { name: "Lưu số liệu" }).click();
  await wrong(writer, online, "lớn hơn tổng mà nó là một phần");
  await online.fill("250");
  await writer.getByRole("button", { name: "Lưu số liệu" }).click();
  await done(writer, "Đã lưu số liệu.");
  await expect(received).toHaveValue("1.250");

  // The year's figure needs evidence; a mistake beside the file does not lose it.
  await writer.getByRole("navigation", { name: "Các kỳ báo cáo trong năm" }).getByRole("link", { name: "2023", exact: true }).click();
  await writer.getByLabel("Ngày ban hành Kế hoạch CCHC: Giá trị").fill("20/01/2023");
  await writer.getByRole("button", { name: "Lưu số liệu" }).click();
  await done(writer, "Đã lưu số liệu.");
  const file = writer.getByLabel("Tệp", { exact: true });
  await writer.getByLabel("Ngày văn bản").fill("31/02/2023");
  await file.setInputFiles({ name: "ke-hoach.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.7 minh hoa") });
  await writer.getByRole("button", { name: "Thêm tài liệu" }).click();
  await wrong(writer, writer.getByLabel("Ngày văn bản"), "Ngày văn bản chưa đúng.");
  await expect(writer.getByText("Tệp “ke-hoach.pdf” đã được giữ lại")).toBeVisible();
  await writer.getByLabel("Ngày văn bản").fill("20/01/2023");
  await writer.getByRole("button", { name: "Thêm tài liệu" }).click();
  await done(writer, "Đã thêm tài liệu.");
  await file.setInputFiles({ name: "anh.png", mimeType: "image/png", buffer: Buffer.from("MZ") });
  await writer.getByRole("button", { name: "Thêm tài liệu" }).click();
  await wrong(writer, file, "Nội dung tệp không đúng với đuôi tên tệp.");
  const later = writer.getByRole("navigation", { name: "Các kỳ báo cáo trong năm" }).getByRole("link", { name: "T10" });
  await later.click();
  await expect(writer.getByText("Kỳ báo cáo bắt đầu từ ngày 15/09/2023")).toBeVisible();
  await expect(writer.getByRole("button", { name: "Lưu số liệu" })).toHaveCount(0);

  const submitter = await people.home(head);
  await toCampaign(submitter, code);
  for (const period of ["2023?", "2023-M03"]) {
    await toStage(submitter, "Số liệu");
    await submitter.locator(`main a[href*='/${period}']`).first().click();
    await submitter.getByRole("button", { name: "Gửi số liệu" }).click();
    await done(submitter, "Đã gửi số liệu đi xác minh.");
  }
  await expect(submitter.getByText(/gửi chậm/).first()).toBeVisible();

  const verifier = await people.home(inspector);
  await toCampaign(verifier, code);
  await toStage(verifier, "Kiểm tra");
  const row = (name: string) => verifier.getByRole("row").filter({ has: verifier.getByRole("rowheader", { name }) });
  const first = row("Hồ sơ tiếp nhận trực tuyến");
  await first.getByText("Trả lại…").click();
  await first.getByLabel("Lý do").last().fill("Thiếu danh sách hồ sơ");
  await first.getByRole("button", { name: "Trả lại số liệu" }).click();
  await done(verifier, "Đã trả lại số liệu cho đơn vị kèm lý do.");
  const second = row("Hồ sơ tiếp nhận");
  await second.getByText("Điều chỉnh…").click();
  await second.getByLabel("Giá trị đúng").fill("1.000");
  await second.getByRole("button", { name: "Điều chỉnh số liệu" }).click();
  await expect(verifier.getByText("Điều chỉnh hoặc trả lại phải ghi lý do").first()).toBeVisible();
  await expect(second.getByLabel("Giá trị đúng")).toHaveValue("1.000");
  await second.getByLabel("Lý do").first().fill("Đối chiếu sổ một cửa");
  await second.getByRole("button", { name: "Điều chỉnh số liệu" }).click();
  await done(verifier, "Đã điều chỉnh số liệu; đơn vị sẽ thấy lý do.");
  await row("Ngày ban hành Kế hoạch CCHC").getByRole("button", { name: "Chấp nhận" }).click();
  await done(verifier, "Đã chấp nhận số liệu.");

  // The unit corrects what came back, and it is accepted.
  await toCampaign(writer, code);
  await toStage(writer, "Số liệu");
  await writer.locator("main a[href*='/2023-M03']").first().click();
  await expect(writer.getByText("Lý do: Thiếu danh sách hồ sơ")).toBeVisible();
  await expect(writer.getByText("Giá trị xác minh: 1.000")).toBeVisible();
  await online.fill("251");
  await writer.getByRole("button", { name: "Lưu số liệu" }).click();
  await done(writer, "Đã lưu số liệu.");
  await toStage(submitter, "Số liệu");
  await submitter.locator("main a[href*='/2023-M03']").first().click();
  await submitter.getByRole("button", { name: "Gửi số liệu" }).click();
  await done(submitter, "Đã gửi số liệu đi xác minh.");
  await toStage(verifier, "Kiểm tra");
  await row("Hồ sơ tiếp nhận trực tuyến").getByRole("button", { name: "Chấp nhận" }).click();
  await done(verifier, "Đã chấp nhận số liệu.");
});

test("a key task is reported, submitted and verified", async () => {
  const writer = await people.page(focal);
  await toStage(writer, "Số liệu");
  await writer.getByRole("link", { name: "Nhiệm vụ trọng tâm" }).click();
  await writer.getByText("Báo cáo kết quả…").click();
  await writer.getByLabel("Kết quả đã thực hiện").fill('Đã kiện toàn "đủ" <tổ>');
  await writer.getByLabel("Ngày hoàn thành (31/01/2023)").fill("31/12/2023");
  await writer.getByRole("button", { name: "Lưu báo cáo" }).click();
  await wrong(writer, writer.getByLabel("Ngày hoàn thành (31/01/2023)"), "Ngày hoàn thành không được sau hôm nay.");
  await expect(writer.getByLabel("Kết quả đã thực hiện")).toHaveValue('Đã kiện toàn "đủ" <tổ>');
  await writer.getByLabel("Ngày hoàn thành (31/01/2023)").fill("01/08/2023");
  await writer.getByRole("button", { name: "Lưu báo cáo" }).click();
  await done(writer, "Đã lưu báo cáo nhiệm vụ.");
  const submitter = await people.page(head);
  await toStage(submitter, "Số liệu");
  await submitter.getByRole("link", { name: "Nhiệm vụ trọng tâm" }).click();
  await submitter.getByRole("button", { name: "Gửi báo cáo" }).click();
  await done(submitter, "Đã gửi báo cáo nhiệm vụ.");
  const verifier = await people.home(inspector);
  await toCampaign(verifier, code);
  await toStage(verifier, "Số liệu");
  await verifier.getByRole("link", { name: "Nhiệm vụ trọng tâm" }).click();
  await verifier.getByRole("button", { name: "Chấp nhận báo cáo" }).click();
  await done(verifier, "Đã chấp nhận báo cáo nhiệm vụ.");
});

test("the year is assessed: provisionally, then for good once every gap is explained", async () => {
  const page = await people.page(office);
  await toStage(page, "Đánh giá");
  await page.getByRole("link", { name: "Chạy đánh giá tạm tính" }).click();
  await page.getByRole("button", { name: "Chạy đánh giá tạm tính" }).click();
  await done(page, "Đã chạy đánh giá tạm tính.");
  await expect(page.getByText(/Kết quả tạm tính: (mọi|còn \d+) số liệu/)).toBeVisible();
  await page.getByRole("link", { name: "Chạy đánh giá chính thức" }).first().click();
  await expect(page.getByText(/Chưa thể chạy chính thức: \d+ số liệu/)).toBeVisible();
  await page.getByRole("link", { name: "Xem số liệu còn thiếu" }).first().click();
  const reasons = page.getByLabel("Lý do được coi là thiếu");
  const count = await reasons.count();
  for (let at = 0; at < count; at++) await reasons.nth(at).fill("Kỳ này chưa phát sinh (minh họa)");
  await reasons.first().fill("x".repeat(2_001));
  await page.getByRole("button", { name: "Lưu lý do" }).click();
  await wrong(page, reasons.first(), "Lý do dài quá 2.000 ký tự.");
  await expect(reasons.nth(1)).toHaveValue("Kỳ này chưa phát sinh (minh họa)");
  await reasons.first().fill("Kỳ này chưa phát sinh (minh họa)");
  await page.getByRole("button", { name: "Lưu lý do" }).click();
  await done(page, "Đã lưu lý do của các số liệu được coi là thiếu.");
  await page.getByRole("link", { name: "Chạy đánh giá chính thức" }).first().click();
  await page.getByRole("button", { name: "Chạy đánh giá chính thức" }).click();
  await done(page, "Đã chạy đánh giá chính thức.");

  // The reviews open once every group has its final run.
  await toStage(page, "Đánh giá");
  await page.getByRole("link", { name: "Cơ quan chuyên môn" }).first().click();
  await page.getByRole("link", { name: "Xem số liệu còn thiếu" }).first().click();
  for (const box of await page.getByLabel("Lý do được coi là thiếu").all()) await box.fill("Kỳ này chưa phát sinh (minh họa)");
  await page.getByRole("button", { name: "Lưu lý do" }).click();
  await done(page, "Đã lưu lý do của các số liệu được coi là thiếu.");
  await page.getByRole("link", { name: "Chạy đánh giá chính thức" }).first().click();
  await page.getByRole("button", { name: "Chạy đánh giá chính thức" }).click();
  await done(page, "Đã chạy đánh giá chính thức.");
  await toStage(page, "Đánh giá");

  // One point explained, down to who verified.
  await page.getByRole("link", { name: "Xã Cẩm Hưng" }).first().click();
  await page.getByRole("main").getByRole("link", { name: /Hồ sơ tiếp nhận trực tuyến/ }).first().click();
  await expect(page.getByText("25,10").first()).toBeVisible();
  await expect(page.getByText(/ông\/bà/).first()).toBeVisible();
});

/** Fills in every box of a report. */
const fillReport = async (page: Page) => {
  for (const box of await page.locator("main form textarea").all()) await box.fill('Đã nêu "rõ" nội dung <minh họa>.');
  for (const box of await page.getByLabel("Người chịu trách nhiệm").all()) await box.fill("Chủ tịch UBND xã");
  for (const box of await page.getByLabel("Thời hạn khắc phục").all()) await box.fill("31/12/2023");
  for (const box of await page.getByLabel("Chủ quan").all()) await box.check();
  for (const box of await page.getByLabel("Tự đánh giá").all()) await box.selectOption({ label: "Trung bình" });
  await page.getByLabel("Không hoàn thành nhiệm vụ").check();
};

test("the failing unit answers; nothing is submitted until every missed target has its answer", async () => {
  const run = await people.page(office);
  await toCampaign(run, code);
  await moveStage(run, "Kiểm điểm", "01/08/2023");
  await done(run, "Đã lưu thời gian của giai đoạn.");
  await toStage(run, "Kiểm điểm");
  await run.getByLabel("Hạn nộp báo cáo kiểm điểm").fill("31/08/2023");
  await run.getByRole("button", { name: "Mở hồ sơ kiểm điểm" }).click();
  await done(run, "Đã mở hồ sơ kiểm điểm.");
  await run.getByRole("link", { name: "Xã Cẩm Hưng" }).click();
  await run.getByLabel("Gợi ý kiểm điểm").fill("Vì sao hồ sơ trực tuyến chưa đạt?");
  await run.getByRole("button", { name: "Gửi gợi ý" }).click();
  await done(run, "Đã gửi gợi ý kiểm điểm.");

  const page = await people.home(head);
  await toCampaign(page, code);
  await toStage(page, "Kiểm điểm");
  await page.getByRole("link", { name: "Xã Cẩm Hưng" }).click();
  await page.getByRole("link", { name: "Đến báo cáo tập thể" }).click();
  await page.getByLabel("Nguyên nhân", { exact: true }).first().fill("Do </textarea> chưa tuyên truyền");
  await page.getByLabel("Nhập lại mật khẩu").fill(password);
  await page.getByRole("button", { name: "Nộp báo cáo kiểm điểm" }).click();
  await expect(page.getByRole("alert")).toContainText("chỗ cần sửa");
  await wrong(page, page.getByLabel("Người chịu trách nhiệm").first(), "Chưa ghi người chịu trách nhiệm.");
  await wrong(page, page.getByLabel("Biện pháp khắc phục", { exact: true }).first(), "Chưa nêu biện pháp khắc phục.");
  await wrong(page, page.getByLabel("Thời hạn khắc phục").first(), "Chưa ghi thời hạn khắc phục");
  await expect(page.getByLabel("Nguyên nhân", { exact: true }).first()).toHaveValue("Do </textarea> chưa tuyên truyền");
  await fillReport(page);
  await page.getByLabel("Nhập lại mật khẩu").fill("sai mật khẩu");
  await page.getByRole("button", { name: "Nộp báo cáo kiểm điểm" }).click();
  await wrong(page, page.getByLabel("Nhập lại mật khẩu"), "Mật khẩu chưa đúng.");
  await page.getByLabel("Nhập lại mật khẩu").fill(password);
  await page.getByRole("button", { name: "Nộp báo cáo kiểm điểm" }).click();
  await done(page, "Đã nộp báo cáo.");
  await page.getByRole("link", { name: "Đến bản kiểm điểm cá nhân" }).click();
  await fillReport(page);
  await page.getByLabel("Nhập lại mật khẩu").fill(password);
  await page.getByRole("button", { name: "Nộp báo cáo kiểm điểm" }).click();
  await done(page, "Đã nộp báo cáo.");
});

test("the meeting is held, its minutes adopted and signed by both, as a paper too", async () => {
  const run = await people.page(office);
  await toStage(run, "Kiểm điểm");
  await run.getByRole("link", { name: "Xã Cẩm Hưng" }).click();
  await run.getByRole("link", { name: "Mời họp kiểm điểm" }).click();
  await run.getByLabel("Ngày họp").fill("08/08/2023");
  await run.getByLabel("Bắt đầu lúc").fill("14h");
  await run.getByLabel("Địa điểm").fill("Hội trường UBND xã");
  await run.getByRole("button", { name: "Mời họp kiểm điểm" }).click();
  await wrong(run, run.getByLabel("Chủ trì"), "Hãy chọn một người trong danh sách.");
  await choose(run.getByLabel("Chủ trì", { exact: true }), "Chủ tịch UBND huyện");
  await choose(run.getByLabel("Thư ký", { exact: true }), "Công chức");
  await run.getByLabel("Bắt đầu lúc").fill("14:00");
  await run.getByRole("button", { name: "Mời họp kiểm điểm" }).click();
  await done(run, "Đã mời họp.");

  const secretary = await people.home(focal);
  await toCampaign(secretary, code);
  await toStage(secretary, "Kiểm điểm");
  await secretary.getByRole("link", { name: "Xã Cẩm Hưng" }).click();
  await secretary.getByRole("link", { name: "Đến hội nghị" }).click();
  await secretary.getByLabel("Kết thúc lúc").fill("16:30");
  const opinion = secretary.getByRole("group", { name: "Ý kiến thứ 1" });
  await opinion.getByLabel("Người phát biểu").fill("Đại diện Phòng Nội vụ");
  await opinion.getByLabel("Nội dung").fill("Cần phân công rõ <người>.");
  const vote = secretary.getByRole("group", { name: "Lần biểu quyết thứ 1" });
  await vote.getByLabel("Nội dung biểu quyết").fill("Thông qua biên bản");
  await vote.getByLabel("Đồng ý", { exact: true }).fill("hai");
  await secretary.getByLabel("6. Kết luận của chủ trì").fill("Thống nhất các biện pháp khắc phục.");
  for (const box of await secretary.getByLabel("Có mặt").all()) {
    const name = await box.getAttribute("name");
    if ((await secretary.locator(`[id="${name?.replace("present", "name")}"]`).inputValue()) !== "") await box.check();
  }
  await secretary.getByRole("button", { name: "Lưu nháp biên bản" }).click();
  await wrong(secretary, vote.getByLabel("Đồng ý", { exact: true }), "Số phiếu là số nguyên từ 0 trở lên.");
  await expect(opinion.getByLabel("Nội dung")).toHaveValue("Cần phân công rõ <người>.");
  await vote.getByLabel("Đồng ý", { exact: true }).fill("2");
  await secretary.getByRole("button", { name: "Lưu nháp biên bản" }).click();
  await done(secretary, "Đã lưu nháp biên bản.");
  await secretary.getByRole("link", { name: "Xem biên bản" }).click();
  await secretary.getByRole("button", { name: "Thông qua biên bản" }).click();
  await done(secretary, "Đã thông qua biên bản.");
  await secretary.getByLabel("Nhập lại mật khẩu").fill(password);
  await secretary.getByRole("button", { name: "Ký biên bản" }).click();
  await done(secretary, "Đã ký biên bản.");

  const presiding = await people.home(chair);
  await toCampaign(presiding, code);
  await toStage(presiding, "Kiểm điểm");
  await presiding.getByRole("link", { name: "Xã Cẩm Hưng" }).click();
  await presiding.getByRole("link", { name: "Xem và ký biên bản" }).click();
  await presiding.getByLabel("Nhập lại mật khẩu").fill(password);
  await presiding.getByRole("button", { name: "Ký biên bản" }).click();
  await done(presiding, "Đã ký biên bản.");
  const answer = await presiding.request.get((await presiding.getByRole("link", { name: "Tải văn bản PDF" }).getAttribute("href")) ?? "");
  expect(answer.headers()["content-type"]).toBe("application/pdf");
});

test("remedies, consequences and support are followed up; what is open goes into the next year", async () => {
  const unit = await people.home(head);
  await toCampaign(unit, code);
  await toStage(unit, "Theo dõi");
  await expect(unit.getByText(/biện pháp còn mở, chuyển theo dõi năm 2024/)).toBeVisible();
  await unit.getByRole("main").getByRole("rowheader").getByRole("link").first().click();
  await unit.getByLabel("Kết quả đã làm").fill("Đã phân công lại cán bộ một cửa");
  await unit.getByLabel("Ngày hoàn thành").fill("08/08/2023");
  await unit.getByRole("button", { name: "Báo cáo biện pháp" }).click();
  await done(unit, "Đã báo cáo biện pháp.");

  const verifier = await people.home(inspector);
  await toCampaign(verifier, code);
  await toStage(verifier, "Theo dõi");
  await verifier.getByRole("main").getByRole("rowheader").getByRole("link").first().click();
  await verifier.getByRole("button", { name: "Xác nhận đã khắc phục" }).click();
  await wrong(verifier, verifier.getByLabel("Nội dung kiểm tra"), "Hãy ghi đã kiểm tra gì, hoặc lý do trả lại.");
  await verifier.getByLabel("Nội dung kiểm tra").fill("Đã xem quyết định phân công");
  await verifier.getByRole("button", { name: "Xác nhận đã khắc phục" }).click();
  await done(verifier, "Đã lưu kết quả kiểm tra biện pháp.");

  const authority = await people.home(chair);
  await toCampaign(authority, code);
  await toStage(authority, "Theo dõi");
  await authority.getByRole("link", { name: "Xem hình thức xử lý" }).click();
  await authority.getByRole("button", { name: "Ghi nhận xử lý" }).click();
  await wrong(authority, authority.getByLabel("Chức vụ bị xử lý"), "Chưa ghi chức vụ bị xử lý.");
  await authority.getByLabel("Đơn vị", { exact: true }).selectOption({ label: "Xã Cẩm Hưng" });
  await authority.getByLabel("Hình thức", { exact: true }).selectOption({ label: "Nhắc nhở, rút kinh nghiệm" });
  await authority.getByLabel("Chức vụ bị xử lý").fill("Chủ tịch UBND xã");
  await authority.getByLabel("Căn cứ pháp lý").fill("Quy chế thi đua (minh họa)");
  await authority.getByRole("button", { name: "Ghi nhận xử lý" }).click();
  await done(authority, "Đã ghi nhận hình thức xử lý.");

  const run = await people.page(office);
  await toStage(run, "Theo dõi");
  await run.getByRole("link", { name: "Thêm hỗ trợ" }).click();
  await run.getByLabel("Đơn vị", { exact: true }).selectOption({ label: "Xã Cẩm Hưng" });
  await run.getByLabel("Loại hỗ trợ").selectOption({ label: "Máy móc, thiết bị" });
  await run.getByLabel("Nội dung", { exact: true }).fill("Hai máy quét");
  await run.getByLabel("Nguồn").fill("Ngân sách huyện");
  await run.getByRole("button", { name: "Ghi nhận hỗ trợ" }).click();
  await done(run, "Đã ghi nhận hỗ trợ.");
  await expect(run.getByText("Hai máy quét")).toBeVisible();
});
