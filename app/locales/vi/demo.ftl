demo-refusal-not-empty = Cơ sở dữ liệu đã có dữ liệu. Bản minh họa chỉ được nạp vào cơ sở dữ liệu trống.
demo-refusal-unfinished = Cơ sở dữ liệu này có một lần nạp bản minh họa dở dang. Lệnh `camket demo` sẽ xóa phần dở dang và nạp lại từ đầu.
demo-refusal-being-filled = Một lệnh `camket demo` khác đang nạp bản minh họa vào cơ sở dữ liệu này.
cli-demo-people = Tài khoản minh họa (người và số liệu đều là giả định): tên đăng nhập, mật khẩu, họ tên, chức vụ (vai trò)
cli-demo-cleared = Đã xóa phần còn lại của một lần nạp bản minh họa dở dang.
cli-demo-kept = Tài khoản minh họa được lưu tại { $file }
cli-demo-address = Địa chỉ: { $address }
